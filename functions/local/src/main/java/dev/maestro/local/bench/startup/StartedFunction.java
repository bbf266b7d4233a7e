package dev.maestro.local.bench.startup;

import dev.maestro.schema.event.Stage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The process of a function. */
final class StartedFunction implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[0-9.:]+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    /** In a training run the JVM writes its cache before it ends, which takes a minute on busy cores. */
    private static final Duration STOP = Duration.ofMinutes(10);

    private static final int LAST_LINES = 12;

    private final Stage stage;
    private final Process process;
    private final Path log;

    private StartedFunction(Stage stage, Process process, Path log) {
        this.stage = stage;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts one.
     *
     * @param options of the JVM, after those that every start has
     * @param environment its settings
     * @param log takes what it prints
     */
    static StartedFunction start(
            PackagedFunction function, List<String> options, Map<String, String> environment, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(function.command(options))
                .directory(function.application().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new StartedFunction(function.stage(), builder.start(), log);
    }

    /**
     * What the process used so far.
     *
     * @param cpuSeconds user and system time of all its threads
     * @param rssMegabytes memory that is resident now, in units of 1,000,000 bytes
     */
    record Usage(double cpuSeconds, double rssMegabytes) {}

    /** What it used so far; of this process alone, in the ticks of the system (10 ms). */
    Usage usage() throws IOException {
        Duration cpu = process.info()
                .totalCpuDuration()
                .orElseThrow(() -> failure("ended before it could be measured", new IOException("no such process")));
        return new Usage(cpu.toNanos() / 1e9, resident());
    }

    private double resident() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            throw new StartupException("The memory of a process is read from /proc, which only Linux has.");
        }
        Matcher resident = RESIDENT.matcher(Files.readString(status));
        if (!resident.find()) {
            throw failure("ended before it could be measured", new IOException(status + " tells no memory"));
        }
        return Long.parseLong(resident.group(1)) * 1024 / 1e6;
    }

    /** Where its HTTP server listens, or null while it does not. */
    @Nullable
    URI address() throws IOException {
        Matcher listening = LISTENING.matcher(log());
        return listening.find() ? URI.create(listening.group(1)) : null;
    }

    /**
     * Checks that it runs.
     *
     * @throws StartupException with the end of its log when it does not
     */
    void checkAlive() throws IOException {
        if (!process.isAlive()) {
            throw failure("ended with exit code " + process.exitValue() + " before it handled its first event", null);
        }
    }

    /** What to say when something went wrong with it. */
    StartupException failure(String what, @Nullable Throwable cause) {
        String message;
        try {
            List<String> lines = log().lines().toList();
            message = stage.word() + " " + what + ". The end of its log:\n  "
                    + String.join("\n  ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            message = stage.word() + " " + what + ". Its log cannot be read: " + e.getMessage();
        }
        return cause == null ? new StartupException(message) : new StartupException(message, cause);
    }

    private String log() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    /** Asks it to stop, as a platform does, and waits until it did. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw failure("did not stop within " + STOP.toMinutes() + " minutes of SIGTERM", null);
        }
    }

    /** Ends it, whatever it does. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
