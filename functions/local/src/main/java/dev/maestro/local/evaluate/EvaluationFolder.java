package dev.maestro.local.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.maestro.core.episode.Json;
import dev.maestro.core.evaluate.ItemLog;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * The folder of one evaluation: {@code evaluation.json} (which one), {@code items.jsonl} (the item log), and, when the run
 * is complete, {@code items.parquet} (the same) and {@code report.json}.
 */
public final class EvaluationFolder implements AutoCloseable {

    /** Name of the item log. */
    public static final String ITEMS = "items.jsonl";

    /** Name of the item log as Parquet. */
    public static final String PARQUET = "items.parquet";

    /** Name of the report. */
    public static final String REPORT = "report.json";

    private static final String BEGUN = "evaluation.json";

    private final Path path;
    private final FileChannel lock;

    private EvaluationFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Which evaluation a folder holds.
     *
     * @param evaluationId makes its tasks its own
     * @param seed of its items
     * @param registryDigest the registry that it was begun with
     * @param startedAt when
     */
    public record Begun(String evaluationId, long seed, String registryDigest, Instant startedAt) {}

    /** The folder is used by another process. */
    public static final class InUseException extends IOException {
        private static final long serialVersionUID = 1L;

        InUseException(Path path) {
            super("another evaluation runs in " + path + "; wait for it, or choose another folder with --out");
        }
    }

    /**
     * Opens a folder for one process.
     *
     * @throws InUseException when another has it
     */
    public static EvaluationFolder open(Path path) throws IOException {
        Files.createDirectories(path);
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new EvaluationFolder(path, channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new InUseException(path);
        }
        channel.close();
        throw new InUseException(path);
    }

    /** What was begun here before; empty in a new folder. */
    public Optional<Begun> begun() throws IOException {
        Path file = path.resolve(BEGUN);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.mapper().readValue(Files.readAllBytes(file), Begun.class));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is no evaluation: " + e.getOriginalMessage(), e);
        }
    }

    /** Begins. */
    public void begin(Begun begun) throws IOException {
        write(BEGUN, begun);
    }

    /** Forgets what was begun here. */
    public void clear() throws IOException {
        for (String name : new String[] {BEGUN, ITEMS, PARQUET, REPORT}) {
            Files.deleteIfExists(path.resolve(name));
        }
    }

    /** Opens the item log. */
    public FileItemLog log() throws IOException {
        return FileItemLog.open(path.resolve(ITEMS));
    }

    /** Writes the item log as Parquet; whole or not at all. */
    public Path parquet(ItemLog log) throws IOException {
        return ParquetItems.write(log, path.resolve(PARQUET));
    }

    /** Writes the report; whole or not at all. */
    public Path report(Object report) throws IOException {
        return write(REPORT, report);
    }

    private Path write(String name, Object value) throws IOException {
        Path part = path.resolve(name + ".part");
        Files.write(
                part, Json.mapper().writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(value));
        return Files.move(
                part, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
