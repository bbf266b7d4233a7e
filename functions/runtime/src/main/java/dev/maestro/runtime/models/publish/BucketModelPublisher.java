package dev.maestro.runtime.models.publish;

import dev.maestro.runtime.models.triton.TritonClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A model repository in a bucket that the model server has mounted: {@code model/config.pbtxt} and {@code
 * model/version/model.onnx}, then {@code RepositoryModelLoad}. Nothing is loaded because it lies there, so what is half
 * written is seen by nobody.
 */
public final class BucketModelPublisher implements ModelPublisher {

    private static final Duration LOAD = Duration.ofSeconds(10);

    private final Supplier<Destination> files;
    private final TritonClient client;
    private final String target;
    private @Nullable Destination repository;

    /** Where files go: each appears whole, over the one that was there. */
    public interface Destination {
        void put(String path, byte[] bytes) throws IOException;
    }

    /**
     * Makes one.
     *
     * @param files made at the first publication
     * @param target {@code host:port} of the model server
     */
    public BucketModelPublisher(Supplier<Destination> files, TritonClient client, String target) {
        this.files = files;
        this.client = client;
        this.target = target;
    }

    @Override
    public synchronized void publish(String model, long version, byte[] onnx, String configuration) throws IOException {
        try {
            Destination opened = repository == null ? files.get() : repository;
            repository = opened;
            opened.put(model + "/config.pbtxt", configuration.getBytes(StandardCharsets.UTF_8));
            opened.put(model + "/" + version + "/model.onnx", onnx);
        } catch (IOException e) {
            throw new IOException(
                    "Version " + version + " of " + model + " could not be written to the model repository, which"
                            + " maestro.model-server.repository-bucket names. " + e.getMessage(),
                    e);
        }
        client.load(target, model, LOAD);
    }

    @Override
    public boolean isEnabled() {
        return true;
    }
}
