package dev.maestro.reward;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.FeedbackSubmitted;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskReference;
import dev.maestro.schema.wire.Reference;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What {@code reward} keeps in the object store: references, which it alone reads, and one document an episode. */
@ApplicationScoped
public class EpisodeRecords {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final ObjectStore objects;

    EpisodeRecords(ObjectStore objects) {
        this.objects = objects;
    }

    void keepReference(TaskReference reference) throws IOException {
        objects.put(referenceName(reference.taskId()), Json.bytes(reference.reference()));
    }

    /**
     * The reference of a task. It travels on a topic of its own, in the same transaction as the start of the episodes,
     * so it may be a moment behind.
     */
    Reference reference(String taskId) throws IOException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (System.nanoTime() < end) {
            Optional<byte[]> bytes = objects.get(referenceName(taskId));
            if (bytes.isPresent()) {
                return Json.read(Reference.class, bytes.get(), "malformed-reference");
            }
            pause();
        }
        throw new IOException("the reference of task " + taskId + " has not come yet");
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a reference", e);
        }
    }

    private static String referenceName(String taskId) {
        return "references/" + taskId + ".json";
    }

    /** The document of an ended episode. */
    Optional<RewardAssigned> episode(String episodeId) throws IOException {
        return objects.get(episodeName(episodeId))
                .map(bytes -> Json.read(RewardAssigned.class, bytes, "malformed-episode"));
    }

    /** Keeps the document of an ended episode, unless a later attempt at it is known; gives what to publish. */
    List<Event> keep(RewardAssigned rewarded) throws IOException {
        Optional<RewardAssigned> known = episode(rewarded.state().episodeId());
        if (known.isPresent()
                && known.get().state().attempt() > rewarded.state().attempt()) {
            return List.of();
        }
        objects.put(episodeName(rewarded.state().episodeId()), Json.bytes(rewarded));
        return List.of(rewarded);
    }

    private static String episodeName(String episodeId) {
        return "episodes/" + episodeId + ".json";
    }

    /** True for the feedback that counts: the first that came for its episode. */
    boolean isFirst(FeedbackSubmitted feedback) throws IOException {
        byte[] id = Json.bytes(feedback.feedbackId());
        String name = "feedback/" + feedback.episodeId() + ".json";
        if (objects.putIfAbsent(name, id)) {
            return true;
        }
        byte[] first = objects.get(name)
                .orElseThrow(() -> new TerminalException("feedback-lost", "the feedback of " + name + " is gone"));
        return Arrays.equals(first, id);
    }
}
