package dev.maestro.runtime.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.maestro.core.episode.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Spans as lines of JSON in a folder. Each process writes files of its own and reads those of all; the oldest files go
 * when there are too many. Writing is for one thread.
 */
final class SpanFiles implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SpanFiles.class);

    static final long FILE_BYTES = 8L * 1024 * 1024;
    static final int MOST_FILES = 16;

    private static final String PREFIX = "spans-";
    private static final String SUFFIX = ".jsonl";

    private final Path directory;
    private @Nullable OutputStream out;
    private long written;
    private int number;

    SpanFiles(Path directory) {
        this.directory = directory;
    }

    /** Appends a span; others see it at once. */
    void write(StoredSpan span) throws IOException {
        byte[] line = Json.bytes(span);
        OutputStream stream = out;
        if (stream == null || written + line.length > FILE_BYTES) {
            stream = next();
        }
        byte[] withEnd = new byte[line.length + 1];
        System.arraycopy(line, 0, withEnd, 0, line.length);
        withEnd[line.length] = '\n';
        stream.write(withEnd);
        written += withEnd.length;
    }

    private OutputStream next() throws IOException {
        close();
        Files.createDirectories(directory);
        List<Path> all = files(directory);
        for (Path old : all.subList(0, Math.max(0, all.size() - MOST_FILES + 1))) {
            Files.deleteIfExists(old);
        }
        OutputStream stream = null;
        while (stream == null) {
            String name =
                    PREFIX + ProcessHandle.current().pid() + "-" + System.currentTimeMillis() + "-" + number + SUFFIX;
            number++;
            stream = created(directory.resolve(name));
        }
        out = stream;
        written = 0;
        return stream;
    }

    /** Null when another writer has a file of that name. */
    private static @Nullable OutputStream created(Path file) throws IOException {
        try {
            return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
        } catch (FileAlreadyExistsException e) {
            return null;
        }
    }

    /** The spans of an episode that are in a folder, in no order; a line that a kill cut off is passed over. */
    static List<StoredSpan> read(Path directory, String episodeId) throws IOException {
        List<StoredSpan> found = new ArrayList<>();
        for (Path file : files(directory)) {
            try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                String line;
                while ((line = reader.readLine()) != null) {
                    parse(line, episodeId, found);
                }
            } catch (NoSuchFileException e) {
                LOG.debugf("another process made room meanwhile: %s", e.getFile());
            }
        }
        return found;
    }

    private static void parse(String line, String episodeId, List<StoredSpan> found) {
        if (!line.contains(episodeId)) {
            return;
        }
        try {
            StoredSpan span = Json.mapper().readValue(line, StoredSpan.class);
            if (span.attribute(TraceKeys.EPISODE_ID).equals(episodeId)) {
                found.add(span);
            }
        } catch (JsonProcessingException e) {
            LOG.debugf("a line of spans was cut off, as a kill does: %s", e.getOriginalMessage());
        }
    }

    /** Oldest first. */
    private static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .sorted(Comparator.comparingLong(SpanFiles::modified).thenComparing(Path::toString))
                    .toList();
        }
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }
}
