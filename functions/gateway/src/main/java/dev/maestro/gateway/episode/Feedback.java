package dev.maestro.gateway.episode;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.task.EpisodeIds;
import dev.maestro.gateway.problem.ProblemException;
import dev.maestro.gateway.publish.Publication;
import dev.maestro.gateway.submission.Submissions;
import dev.maestro.schema.event.FeedbackSubmitted;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Takes what users say of answers; the same key the same feedback. */
@ApplicationScoped
class Feedback {

    private static final int LONGEST_COMMENT = 10_000;

    private final ObjectStore objects;
    private final Publication publication;
    private final InstantSource clock;

    /** What is remembered under a feedback id. */
    private record Remembered(String contentDigest, Instant submittedAt) {}

    /** Reply to the client. */
    record Accepted(String feedbackId, String episodeId) {}

    Feedback(ObjectStore objects, Publication publication, InstantSource clock) {
        this.objects = objects;
        this.publication = publication;
        this.clock = clock;
    }

    /**
     * Takes feedback.
     *
     * @param key idempotency key, or null
     * @throws ProblemException when the score is not between 0 and 1, the comment too long, the key used before
     */
    Accepted take(String tenant, EpisodeReader.Found episode, @Nullable String key, FeedbackBody body) {
        Submissions.checkKey(key);
        Double score = body.score();
        if (score == null || !(score >= 0 && score <= 1)) {
            throw ProblemException.badRequest(
                    "bad-score", "score must be between 0 (wrong) and 1 (right), was " + body.score());
        }
        if (body.comment() != null && body.comment().length() > LONGEST_COMMENT) {
            throw ProblemException.of(
                    413, "comment-too-long", "a comment has at most " + LONGEST_COMMENT + " characters; shorten it");
        }
        String id = "f-"
                + EpisodeIds.taskId(tenant + "\nfeedback\n" + episode.episodeId(), key)
                        .substring(2);
        Remembered remembered = remember(id, Submissions.digest(body));
        publication.publish(new FeedbackSubmitted(
                id,
                episode.episodeId(),
                episode.taskId(),
                episode.purpose(),
                score,
                body.comment(),
                remembered.submittedAt()));
        return new Accepted(id, episode.episodeId());
    }

    private Remembered remember(String id, String digest) {
        String name = "feedback/" + id + ".json";
        Remembered mine = new Remembered(digest, clock.instant());
        try {
            if (objects.putIfAbsent(name, Json.bytes(mine))) {
                return mine;
            }
            Remembered first = objects.get(name)
                    .map(bytes -> Json.read(Remembered.class, bytes, "bad-feedback"))
                    .orElse(mine);
            if (!first.contentDigest().equals(digest)) {
                throw Submissions.conflict();
            }
            return first;
        } catch (IOException e) {
            throw ProblemException.storeFailed(e);
        }
    }
}
