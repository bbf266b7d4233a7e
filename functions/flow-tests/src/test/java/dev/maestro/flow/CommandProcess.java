package dev.maestro.flow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One command of the launcher, run as a process.
 *
 * @param exitCode of the process
 * @param out what it printed
 */
record CommandProcess(int exitCode, String out) {

    private static final int MINUTES = 4;

    /** Runs a command on a home and waits for its end. */
    static CommandProcess run(Path folder, String... arguments) throws Exception {
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
        Path out = Files.createTempFile(folder, "out", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("MAESTRO_HOME", folder.resolve("home").toString());
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException(List.of(arguments) + " did not end: " + Files.readString(out));
        }
        return new CommandProcess(process.exitValue(), Files.readString(out));
    }
}
