package dev.maestro.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One command of the launcher, run as a process.
 *
 * @param exitCode of the process
 * @param out what it printed
 */
record CommandProcess(int exitCode, String out) {

    private static final int MINUTES = 4;

    /** The command line of the packaged application, as the launcher starts it. */
    static List<String> command(String... arguments) {
        Path jar = Path.of("..", "local", "target", "quarkus-app", "quarkus-run.jar")
                .toAbsolutePath()
                .normalize();
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.awt.headless=true",
                "-jar",
                jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * Starts a command on the home in a folder.
     *
     * @param out takes what it prints
     */
    static Process start(Path folder, Map<String, String> environment, Path out, String... arguments)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command(arguments)).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("MAESTRO_HOME", folder.resolve("home").toString());
        return builder.start();
    }

    /** Runs a command on the home in a folder and waits for its end. */
    static CommandProcess run(Path folder, Map<String, String> environment, String... arguments) throws Exception {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Process process = start(folder, environment, out, arguments);
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException(List.of(arguments) + " did not end: " + Files.readString(out));
        }
        return new CommandProcess(process.exitValue(), Files.readString(out));
    }
}
