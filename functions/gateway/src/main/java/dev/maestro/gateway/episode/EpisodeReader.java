package dev.maestro.gateway.episode;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.gateway.problem.ProblemException;
import dev.maestro.gateway.submission.Submissions;
import dev.maestro.schema.event.EpisodeEvent;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.wire.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds episodes: finished ones by their documents, running ones by their events. */
@ApplicationScoped
public class EpisodeReader {

    private static final String EPISODE_ID = "e-[a-z2-7]{26}";
    private static final Duration LONGEST_SCAN = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(200);

    private final ObjectStore objects;
    private final Submissions submissions;
    private final EpisodeTails tails;

    /**
     * An episode that exists.
     *
     * @param document what {@code reward} wrote; null as long as it has not
     */
    public record Found(
            String episodeId,
            String taskId,
            Purpose purpose,
            Instant submittedAt,
            @Nullable RewardAssigned document) {}

    EpisodeReader(ObjectStore objects, Submissions submissions, EpisodeTails tails) {
        this.objects = objects;
        this.submissions = submissions;
        this.tails = tails;
    }

    /**
     * Looks an episode up.
     *
     * @param tenant who asks; episodes of others are as if they were not
     * @throws ProblemException 404 when there is none
     */
    public Found find(String tenant, String episodeId) {
        if (!episodeId.matches(EPISODE_ID)) {
            throw ProblemException.notFound(
                    "an episode id is e- and 26 letters and digits, as POST /v1/questions gives it; check it for cuts");
        }
        try {
            Optional<RewardAssigned> document = objects.get("episodes/" + episodeId + ".json")
                    .map(bytes -> Json.read(RewardAssigned.class, bytes, "bad-document"));
            if (document.isPresent() && document.get().state().task().tenant().equals(tenant)) {
                RewardAssigned found = document.get();
                return new Found(
                        episodeId,
                        found.state().task().taskId(),
                        found.purpose(),
                        found.state().startedAt(),
                        found);
            }
            return submissions
                    .find(episodeId)
                    .filter(submission -> submission.tenant().equals(tenant))
                    .map(submission -> new Found(
                            episodeId, submission.taskId(), submission.purpose(), submission.submittedAt(), null))
                    .orElseThrow(() -> ProblemException.notFound(
                            "there is no episode " + episodeId + "; check the id, and whether it was deleted since"));
        } catch (IOException e) {
            throw ProblemException.storeFailed(e);
        }
    }

    /** The newest that is known of an episode; bounded in time. */
    public EpisodeView view(Found found) {
        if (found.document() != null) {
            return EpisodeView.of(found.document());
        }
        try (EpisodeTail tail = tails.open(found.episodeId(), found.taskId(), found.submittedAt(), false)) {
            long until = System.nanoTime() + LONGEST_SCAN.toNanos();
            EpisodeEvent newest = null;
            do {
                Optional<EpisodeEvent> last =
                        tail.poll(POLL).events().stream().max(Comparator.comparingLong(EpisodeTail::progress));
                if (last.isPresent()
                        && (newest == null || EpisodeTail.progress(last.get()) > EpisodeTail.progress(newest))) {
                    newest = last.get();
                }
            } while (!tail.isCaughtUp() && System.nanoTime() < until);
            return newest == null ? EpisodeView.accepted(found.episodeId(), found.taskId()) : EpisodeView.of(newest);
        }
    }

    /** Opens the events of an episode from its beginning on, and the pieces of its answer. */
    EpisodeTail follow(Found found) {
        return tails.open(found.episodeId(), found.taskId(), found.submittedAt(), true);
    }
}
