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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
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

    private static String awaitAddress(Process serve, Path out) throws IOException {
        long latest = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!Files.readString(out).contains("Ready.") && serve.isAlive() && System.nanoTime() < latest) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        Matcher address = HTTP.matcher(Files.readString(out));
        assertThat(address.find()).as(Files.readString(out)).isTrue();
        return address.group(1);
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

    @Test
    void saysThatTheDiskIsFullAndGoesOnOnceThereIsSpace() throws Exception {
        assumeTrue(mayMount(), "no right to mount a small file system (unshare -m): the full disk is not tried");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path out = folder.resolve("serve.txt");
        ProcessBuilder builder = new ProcessBuilder(
                "unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=160m tmpfs '" + disk + "' && exec \"$@\"", "sh");
        builder.command().addAll(CommandProcess.command("serve", "--port", "0", "--home", disk + "/home"));
        Process serve =
                builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String address = awaitAddress(serve, out);
            Path filler = Path.of("/proc", String.valueOf(serve.pid()), "root", disk.toString(), "filler");

            HttpResponse<String> before = ask(client, address, "What is 12 * 12?");
            fill(filler);
            HttpResponse<String> full = ask(client, address, "What is 13 * 12?");
            Files.delete(filler);
            HttpResponse<String> after = ask(client, address, "What is 14 * 12?");

            assertThat(before.body()).contains("\"144\"");
            assertThat(full.statusCode()).isEqualTo(503);
            assertThat(full.body()).contains("is full. Free some space");
            assertThat(after.body()).contains("\"168\"");
            assertThat(Files.readString(out)).doesNotContain("\tat ");
        } finally {
            serve.destroyForcibly().waitFor();
        }
    }
}
