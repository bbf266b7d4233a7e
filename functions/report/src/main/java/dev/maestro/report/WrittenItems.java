package dev.maestro.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.maestro.core.episode.Json;
import dev.maestro.core.evaluate.batch.ItemLog;
import dev.maestro.core.evaluate.batch.ItemResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The item log of an evaluation, only read: also of one that runs, whose last line may not be whole yet. */
record WrittenItems(Path file) implements ItemLog {

    @Override
    public void append(ItemResult result) {
        throw new UnsupportedOperationException("the log is only read here");
    }

    @Override
    public void each(Consumer consumer) throws IOException {
        read(file, true, consumer);
    }

    /**
     * Reads a log, a result a line.
     *
     * @param cut whether the last line may be cut off, and is then left out
     * @throws IOException when a line is no result; the message names it
     */
    static void read(Path file, boolean cut, Consumer consumer) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            int number = 0;
            String next = reader.readLine();
            while (next != null) {
                String line = next;
                next = reader.readLine();
                number++;
                ItemResult result;
                try {
                    result = Json.mapper().readValue(line, ItemResult.class);
                } catch (JsonProcessingException e) {
                    if (cut && next == null) {
                        return;
                    }
                    throw new IOException(
                            file + " line " + number + " is no result of an evaluation: " + e.getOriginalMessage(), e);
                }
                consumer.accept(result);
            }
        }
    }
}
