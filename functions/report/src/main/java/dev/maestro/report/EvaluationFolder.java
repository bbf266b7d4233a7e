package dev.maestro.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.maestro.core.episode.Json;
import dev.maestro.core.evaluate.plan.Begun;
import dev.maestro.core.evaluate.report.EvaluationReport;
import dev.maestro.core.evaluate.report.Evaluations;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The folder of one evaluation: {@code evaluation.json} (which one), {@code items.jsonl} (the item log), and, when the run
 * is complete, {@code items.parquet} (the same), {@code report.json} and the pages.
 */
public final class EvaluationFolder implements AutoCloseable {

    /** Name of the item log. */
    public static final String ITEMS = "items.jsonl";

    /** Name of the item log as Parquet. */
    public static final String PARQUET = "items.parquet";

    /** Name of the report. */
    public static final String REPORT = "report.json";

    /** Names of all files that {@link #finish} leaves, the item log among them. */
    public static final List<String> FILES =
            List.of(ITEMS, PARQUET, REPORT, EvaluationPages.FINDINGS, EvaluationPages.MARKDOWN, EvaluationPages.HTML);

    /** Name of what says which evaluation a folder holds. */
    static final String BEGUN = "evaluation.json";

    private final Path path;
    private final FileChannel lock;

    private EvaluationFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

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
        WholeFile.writeJson(path.resolve(BEGUN), begun);
    }

    /** Forgets what was begun here. */
    public void clear() throws IOException {
        Files.deleteIfExists(path.resolve(BEGUN));
        for (String name : FILES) {
            Files.deleteIfExists(path.resolve(name));
        }
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** Opens the item log. */
    public FileItemLog log() throws IOException {
        return FileItemLog.open(path.resolve(ITEMS));
    }

    /**
     * Makes all files of a run from its item log: report, table and pages.
     *
     * @param facts with the rivals, which the pages show too
     * @throws IOException when the log cannot be read, or a file cannot be written
     */
    public EvaluationReport finish(Evaluations.Facts facts) throws IOException {
        EvaluationReport report;
        try (FileItemLog log = log()) {
            report = Evaluations.report(log, facts);
            WholeFile.writeJson(path.resolve(REPORT), report);
            ParquetItems.write(log, path.resolve(PARQUET));
        }
        EvaluationPages.write(path, facts.rivals());
        return report;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
