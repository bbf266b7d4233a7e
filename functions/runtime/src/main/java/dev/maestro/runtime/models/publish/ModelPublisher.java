package dev.maestro.runtime.models.publish;

import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.PairScoringOnnx;
import java.io.IOException;

/** Puts versions of a model where the model server finds them, and has them loaded. Thread-safe. */
public interface ModelPublisher {

    /**
     * Publishes a version. Publishing it again changes nothing.
     *
     * @param model name in the repository
     * @param version a number above 0
     * @param onnx bytes of {@code model.onnx}
     * @param configuration text of {@code config.pbtxt}
     * @throws IOException when the version is not served afterwards; trying again may help
     */
    void publish(String model, long version, byte[] onnx, String configuration) throws IOException;

    /**
     * Publishes a version of the pair-scoring policy.
     *
     * @throws IOException when the version is not served afterwards; trying again may help
     */
    default void publish(Checkpoint checkpoint) throws IOException {
        publish(
                PairScoringOnnx.MODEL,
                checkpoint.version(),
                PairScoringOnnx.bytes(checkpoint.weights()),
                PairScoringOnnx.configuration());
    }

    /** Whether there is a repository to publish to. */
    boolean isEnabled();
}
