package dev.maestro.core.train;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.TerminalException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * Outcomes of pairs on tasks as bytes: JSON, one task a line, each line a gzip member of its own, so that a file grows by
 * appending and a last line cut off by a kill costs that task alone.
 */
public final class OutcomeLog {

    private OutcomeLog() {}

    /** What is appended for one task. */
    public static byte[] bytes(LoggedTask task) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(result)) {
            zip.write(Json.bytes(task));
            zip.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result.toByteArray();
    }

    /**
     * Reads a log; of tasks that stand twice the later counts. A last task that is cut off is left out.
     *
     * @param source name for messages
     * @throws TerminalException {@code malformed-outcomes}
     */
    public static List<LoggedTask> read(String source, byte[] bytes) {
        java.util.Map<String, LoggedTask> tasks = new java.util.LinkedHashMap<>();
        for (String line : lines(source, bytes)) {
            LoggedTask task = Json.read(LoggedTask.class, line.getBytes(StandardCharsets.UTF_8), "malformed-outcomes");
            tasks.put(task.split() + "/" + task.id(), task);
        }
        return List.copyOf(tasks.values());
    }

    private static List<String> lines(String source, byte[] bytes) {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(bytes)), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null) {
                lines.add(line);
                line = reader.readLine();
            }
        } catch (EOFException e) {
            if (lines.isEmpty()) {
                throw malformed(source, "it has no whole task");
            }
        } catch (ZipException e) {
            throw malformed(source, "it is no gzip file");
        } catch (IOException e) {
            throw malformed(source, e.toString());
        }
        return lines;
    }

    private static TerminalException malformed(String source, String why) {
        return new TerminalException(
                "malformed-outcomes",
                "the outcome log " + source + " cannot be read: " + why + "; make it again with ./maestro outcomes");
    }
}
