package dev.maestro.platform;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program outside of Java that a test needs. One that is not there skips the test, by name. */
final class Tool {

    /** The root of the project. */
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final long SECONDS = 300;

    private Tool() {}

    /** What a program said. */
    record Said(int exitCode, String output) {}

    /** Where the first of these programs is. */
    static Optional<Path> find(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> Arrays.stream(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Skips the test unless one of them is there. */
    static Path need(String... names) {
        Optional<Path> found = find(names);
        if (found.isEmpty()) {
            abort("needs " + String.join(" or ", names) + " on the PATH");
        }
        return found.orElseThrow();
    }

    /** Runs a program to its end; standard output and error together. */
    static Said run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("maestro-tool", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end within " + SECONDS + " s");
            }
            return new Said(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }
}
