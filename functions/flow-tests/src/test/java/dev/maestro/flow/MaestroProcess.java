package dev.maestro.flow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the packaged application, as the launcher starts it. */
final class MaestroProcess {

    private MaestroProcess() {}

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
}
