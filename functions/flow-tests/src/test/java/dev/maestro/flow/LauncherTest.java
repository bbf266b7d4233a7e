package dev.maestro.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code maestro}, in a checkout whose application is no jar: the JVM says which one it was to run. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class LauncherTest {

    private static final Path SCRIPT = Path.of("..", "..", "maestro");

    @TempDir
    private Path folder;

    private Path application;

    @BeforeEach
    void checkOut() throws IOException {
        Path checkout = Files.createDirectories(folder.resolve("a checkout"));
        Files.copy(SCRIPT, checkout.resolve("maestro"));
        application = checkout.resolve("functions/local/target/quarkus-app/quarkus-run.jar");
        Files.createDirectories(application.getParent());
        Files.writeString(application, "no jar");
    }

    private String run(Path script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", script.toString(), "--version")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isNotZero();
        return out;
    }

    @Test
    void runsTheApplicationOfItsCheckoutFromAnywhere() throws Exception {
        assertThat(run(folder.resolve("a checkout").resolve("maestro"))).contains(application.toString());
    }

    @Test
    void mayBeCalledByALinkOfALink() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path linked = Files.createSymbolicLink(bin.resolve("linked"), Path.of("../a checkout/maestro"));
        Path maestro = Files.createSymbolicLink(bin.resolve("maestro"), linked.toAbsolutePath());

        assertThat(run(maestro)).contains(application.getFileName().toString()).contains("a checkout");
    }
}
