package dev.maestro.gateway.submission;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.registry.Digest;
import dev.maestro.core.task.EpisodeIds;
import dev.maestro.gateway.problem.ProblemException;
import dev.maestro.schema.event.ImageInput;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.Reference;
import dev.maestro.schema.wire.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gives each question its task and episodes: the same idempotency key the same ones, another body under it a refusal. */
@ApplicationScoped
public class Submissions {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final ObjectStore objects;
    private final InstantSource clock;

    /**
     * A question that may be published.
     *
     * @param event the same for the same request, byte for byte
     * @param episodeIds one a rollout
     * @param repeated whether it was asked for before under this key
     */
    public record Accepted(TaskSubmitted event, List<String> episodeIds, boolean repeated) {

        /** That of the first rollout. */
        public String episodeId() {
            return episodeIds.getFirst();
        }
    }

    /** What was remembered first, and whether that was another request. */
    private record Remembered(Submission first, boolean repeated) {}

    /** All that a client chose. */
    private record Content(
            String question,
            List<ImageInput> images,
            List<String> choices,
            Settings settings,
            String purpose,
            @Nullable Reference reference) {}

    Submissions(ObjectStore objects, InstantSource clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /**
     * Remembers a question.
     *
     * @param key the client's idempotency key, or null
     * @throws ProblemException 409 when the key was used for another question
     */
    public Accepted accept(String tenant, @Nullable String key, Question question, List<ImageInput> images) {
        String taskId = EpisodeIds.taskId(tenant, key);
        int rollouts =
                question.settings().rollouts() == null ? 1 : question.settings().rollouts();
        List<String> episodeIds = IntStream.range(0, rollouts)
                .mapToObj(rollout -> EpisodeIds.episodeId(taskId, rollout))
                .toList();
        String digest = digest(new Content(
                question.text(),
                images,
                question.choices(),
                question.settings(),
                question.purpose().word(),
                question.reference()));
        Instant now = clock.instant();
        Submission mine = new Submission(taskId, tenant, question.purpose(), digest, now);
        try {
            Remembered remembered = remember(episodeIds, mine);
            Submission first = remembered.first();
            if (!first.contentDigest().equals(digest)) {
                throw conflict();
            }
            TaskSubmitted event = new TaskSubmitted(
                    taskId,
                    tenant,
                    question.purpose(),
                    question.text(),
                    images,
                    question.choices(),
                    question.reference(),
                    question.settings(),
                    first.submittedAt());
            return new Accepted(event, episodeIds, remembered.repeated());
        } catch (IOException e) {
            throw ProblemException.storeFailed(e);
        }
    }

    /** The first episode's record decides which request came first; the others follow it. */
    private Remembered remember(List<String> episodeIds, Submission mine) throws IOException {
        byte[] bytes = Json.bytes(mine);
        boolean repeated = !objects.putIfAbsent(Submission.name(episodeIds.getFirst()), bytes);
        Submission first = repeated ? find(episodeIds.getFirst()).orElse(mine) : mine;
        for (String episodeId : episodeIds.subList(1, episodeIds.size())) {
            objects.putIfAbsent(Submission.name(episodeId), Json.bytes(first));
        }
        return new Remembered(first, repeated);
    }

    /** What is remembered of an episode. */
    public Optional<Submission> find(String episodeId) throws IOException {
        return objects.get(Submission.name(episodeId))
                .map(bytes -> Json.read(Submission.class, bytes, "bad-submission"));
    }

    /**
     * Checks an idempotency key.
     *
     * @param key or null
     * @throws ProblemException 400 when it is too long, or not in visible ASCII characters
     */
    public static void checkKey(@Nullable String key) {
        if (key != null && !KEY.matcher(key).matches()) {
            throw ProblemException.badRequest(
                    "bad-idempotency-key", "an Idempotency-Key is 1 to 255 visible ASCII characters; a UUID will do");
        }
    }

    /** The refusal of a key that was used for something else. */
    public static ProblemException conflict() {
        return ProblemException.of(
                409,
                "key-reused",
                "this Idempotency-Key was used with another body; send the same body again, or use a new key for a new"
                        + " request");
    }

    /** What tells one content from another. */
    public static String digest(Object content) {
        return Digest.of(Json.bytes(content));
    }
}
