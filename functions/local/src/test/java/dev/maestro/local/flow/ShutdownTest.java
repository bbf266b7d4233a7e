package dev.maestro.local.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.onnxruntime.OrtException;
import dev.maestro.core.decide.ResidualWeights;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.local.modelserver.OnnxEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each in a process of its own, which ends. */
class ShutdownTest {

    private static final String READY = "ready";

    /** Loads models without a pause; ends by itself, or waits to be told. */
    static final class Loading {

        private Loading() {}

        public static void main(String... arguments) throws InterruptedException {
            Shutdown.onSignals();
            byte[] model = PairScoringOnnx.bytes(ResidualWeights.random(1));
            CountDownLatch loaded = new CountDownLatch(20);
            for (int i = 0; i < 3; i++) {
                Thread.ofPlatform().daemon().start(() -> load(model, loaded));
            }
            loaded.await();
            System.out.println(READY);
            if (arguments.length > 0) {
                Shutdown.exit(Integer.parseInt(arguments[0]));
            }
            Thread.sleep(60_000);
        }

        private static void load(byte[] model, CountDownLatch loaded) {
            try {
                while (true) {
                    OnnxEnvironment.use(
                                    environment -> environment.createSession(model, OnnxEnvironment.sessionOptions()))
                            .close();
                    loaded.countDown();
                }
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Process start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                Loading.class.getName()));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String said(Process process) throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    @Test
    void endsWithItsCodeWhileModelsAreLoaded() throws IOException, InterruptedException {
        Process process = start("7");

        assertThat(said(process).strip()).endsWith(READY);
        assertThat(process.exitValue()).isEqualTo(7);
    }

    /** Jobs in the background of a shell ignore Ctrl-C, and what they start does so, too. */
    private static boolean isIgnored(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        String mask = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .findFirst()
                .orElse("0");
        int number = signal.equals("INT") ? 2 : 15;
        return (Long.parseUnsignedLong(mask, 16) >>> (number - 1) & 1) == 1;
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalEndsItWhileModelsAreLoaded(String signal, int code) throws IOException, InterruptedException {
        assumeThat(isIgnored(signal))
                .as("what started the tests ignores " + signal)
                .isFalse();
        Process process = start();
        while (process.getInputStream().read() != READY.charAt(READY.length() - 1)) {
            assertThat(process.isAlive()).isTrue();
        }

        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();

        assertThat(said(process).strip()).isEmpty();
        assertThat(process.exitValue()).isEqualTo(code);
    }
}
