package dev.maestro.runtime.models.publish;

import dev.maestro.runtime.models.triton.TritonClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * A model repository in Triton's layout in a folder that the model server sees too: {@code
 * model/version/model.onnx} and {@code model/config.pbtxt}; then {@code RepositoryModelLoad}, explicit model control.
 * A version appears whole or not at all.
 */
public final class FolderModelPublisher implements ModelPublisher {

    private static final Duration LOAD = Duration.ofSeconds(10);

    private final Path repository;
    private final TritonClient client;
    private final String target;

    /**
     * Makes one.
     *
     * @param repository the folder
     * @param target {@code host:port} of the model server
     */
    public FolderModelPublisher(Path repository, TritonClient client, String target) {
        this.repository = repository;
        this.client = client;
        this.target = target;
    }

    @Override
    public synchronized void publish(String model, long version, byte[] onnx, String configuration) throws IOException {
        Path folder = repository.resolve(model);
        Path file = folder.resolve(Long.toString(version)).resolve("model.onnx");
        Files.createDirectories(folder);
        write(folder.resolve("config.pbtxt"), configuration.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Path hidden = folder.resolve(".new-" + version);
        Files.createDirectories(hidden);
        write(hidden.resolve("model.onnx"), onnx);
        if (Files.exists(file)) {
            Files.move(hidden.resolve("model.onnx"), file, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(hidden);
        } else {
            Files.move(hidden, file.getParent(), StandardCopyOption.ATOMIC_MOVE);
        }
        client.load(target, model, LOAD);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public boolean isEnabled() {
        return true;
    }
}
