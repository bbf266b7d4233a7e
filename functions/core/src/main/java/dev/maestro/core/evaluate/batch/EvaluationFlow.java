package dev.maestro.core.evaluate.batch;

import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The flow, as an evaluation uses it. Thread-safe. */
public interface EvaluationFlow {

    /**
     * Stores a picture under its digest.
     *
     * @throws IOException when it could not be stored, for one because the disk is full
     */
    String store(byte[] picture) throws IOException;

    /**
     * Submits a task of one rollout.
     *
     * @param onEnd run once the episode has ended, before its reward; perhaps never. Must not block
     * @return its reward; open while the episode runs, and for good when the episode had ended before
     */
    CompletableFuture<RewardAssigned> submit(TaskSubmitted task, Runnable onEnd);

    /**
     * An episode that has ended, as the object store has it.
     *
     * @throws IOException when the store fails
     */
    Optional<RewardAssigned> ended(String episodeId) throws IOException;
}
