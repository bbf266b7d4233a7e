package dev.maestro.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real disk of 160 MB that fills up under a running flow: a file system of its own in a mount namespace of its own. */
class FullDiskIT {

    private static final Pattern HTTP = Pattern.compile("HTTP +(\\S+)");

    @TempDir
    private Path folder;

    private static boolean mayMount() throws Exception {
        try {
            return new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The address that was printed last, once there are so many. */
    private static String awaitAddress(Process serve, Path out, int times) throws IOException {
        long latest = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (ready(out) < times && serve.isAlive() && System.nanoTime() < latest) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        List<MatchResult> addresses =
                HTTP.matcher(Files.readString(out)).results().toList();
        assertThat(addresses).as(Files.readString(out)).hasSizeGreaterThanOrEqualTo(times);
        return addresses.getLast().group(1);
    }

    private static int ready(Path out) throws IOException {
        return Files.readString(out).split("Ready\\.", -1).length - 1;
    }

    private static HttpResponse<String> ask(HttpClient client, String address, String question) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(address + "/v1/questions?wait=60"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"question\": \"" + question + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] block = new byte[4096];
            while (Files.size(file) >= 0) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    /**
     * Kafka ends the process when it cannot write. Whether it has something to write in these moments is chance: then
     * the broker's words must have been printed, and whoever supervises the process starts it again.
     */
    @Test
    void saysThatTheDiskIsFullAndGoesOnOnceThereIsSpace() throws Exception {
        assumeTrue(mayMount(), "no right to mount a small file system (unshare -m): the full disk is not tried");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path out = folder.resolve("serve.txt");
        ProcessBuilder builder = new ProcessBuilder(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount -t tmpfs -o size=160m tmpfs '" + disk + "' && until \"$@\"; do sleep 1; done",
                "sh");
        builder.command().addAll(CommandProcess.command("serve", "--port", "0", "--home", disk + "/home"));
        Process supervisor =
                builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String address = awaitAddress(supervisor, out, 1);
            Path filler = Path.of("/proc", String.valueOf(supervisor.pid()), "root", disk.toString(), "filler");

            HttpResponse<String> before = ask(client, address, "What is 12 * 12?");
            fill(filler);
            checkRefused(client, address, out);
            Files.delete(filler);
            HttpResponse<String> after = askHereOrThere(client, address, supervisor, out);

            assertThat(before.body()).contains("\"144\"");
            assertThat(after.body()).contains("\"168\"");
            assertThat(Files.readString(out)).doesNotContain("\tat ");
        } finally {
            supervisor.descendants().forEach(ProcessHandle::destroyForcibly);
            supervisor.destroyForcibly().waitFor();
        }
    }

    private static void checkRefused(HttpClient client, String address, Path out) throws Exception {
        try {
            HttpResponse<String> full = ask(client, address, "What is 13 * 12?");
            assertThat(full.statusCode()).isEqualTo(503);
            assertThat(full.body()).contains("is full. Free some space");
        } catch (IOException ended) {
            assertThat(Files.readString(out)).contains("Most likely its disk is full");
        }
    }

    /** Where the process was, or, when it ended, where it was started again. */
    private static HttpResponse<String> askHereOrThere(HttpClient client, String address, Process supervisor, Path out)
            throws Exception {
        try {
            return ask(client, address, "What is 14 * 12?");
        } catch (IOException ended) {
            assertThat(Files.readString(out)).contains("Most likely its disk is full");
            return ask(client, awaitAddress(supervisor, out, 2), "What is 14 * 12?");
        }
    }
}
