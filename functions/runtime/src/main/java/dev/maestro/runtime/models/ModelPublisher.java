package dev.maestro.runtime.models;

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

    /** Whether there is a repository to publish to. */
    boolean isEnabled();
}
