package dev.maestro.local.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.maestro.core.episode.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a running flow can be reached; {@code run.json} in the home folder while it runs.
 *
 * @param pid of its process
 * @param http base URL of the gateway
 * @param kafka bootstrap servers
 * @param models {@code host:port} of the model server
 * @param learner how its train function learns; null where it is not known
 */
public record RunFile(
        long pid,
        String http,
        String kafka,
        String models,
        @Nullable Learner learner) {

    /**
     * What rollouts must be like for a learner to make a version of them.
     *
     * @param batchGroups tasks of an update
     * @param groupSize rollouts of a task, G
     * @param learningRate of Adam
     */
    public record Learner(int batchGroups, int groupSize, double learningRate) {}

    /** The flow that runs on this home, if its process is alive. */
    public static Optional<RunFile> find(Home home) {
        Path file = home.runFile();
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            RunFile found = Json.mapper().readValue(Files.readAllBytes(file), RunFile.class);
            boolean alive =
                    ProcessHandle.of(found.pid()).map(ProcessHandle::isAlive).orElse(false);
            return alive ? Optional.of(found) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty(); // cut off by a kill; the next start writes a new one
        } catch (IOException e) {
            throw new Home.HomeException("Cannot read " + file + ": " + e.getMessage());
        }
    }

    RunFile with(Learner itsLearner) {
        return new RunFile(pid, http, kafka, models, itsLearner);
    }

    void write(Home home) throws IOException {
        Files.write(home.runFile(), Json.bytes(this));
    }

    static void remove(Home home) {
        try {
            Files.deleteIfExists(home.runFile());
        } catch (IOException e) {
            System.err.println("maestro: cannot delete " + home.runFile() + ": " + e.getMessage());
        }
    }
}
