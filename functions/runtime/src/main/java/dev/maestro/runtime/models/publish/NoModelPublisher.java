package dev.maestro.runtime.models.publish;

import java.io.IOException;

/** There is no repository to publish to. */
public final class NoModelPublisher implements ModelPublisher {

    /**
     * {@inheritDoc}
     *
     * @throws IOException always, with what to set
     */
    @Override
    public void publish(String model, long version, byte[] onnx, String configuration) throws IOException {
        throw new IOException("version " + version + " of " + model + " cannot be published: set"
                + " maestro.model-server.repository to the model repository's folder");
    }

    @Override
    public boolean isEnabled() {
        return false;
    }
}
