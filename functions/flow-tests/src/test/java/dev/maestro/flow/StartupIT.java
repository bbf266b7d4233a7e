package dev.maestro.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import dev.maestro.local.bench.startup.PackagedFunction;
import dev.maestro.schema.event.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packaged functions with an AOT cache that a training run makes for them. */
class StartupIT {

    private static final Path FUNCTIONS = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @Test
    void measuresAFunctionUntilItsFirstEventWithoutAndWithItsCache() throws Exception {
        Path json = folder.resolve("startup.json");

        CommandProcess bench = CommandProcess.run(
                folder,
                Map.of(),
                "bench",
                "--startup",
                "--functions",
                "task",
                "--rounds",
                "1",
                "--json",
                json.toString());

        assertThat(bench.exitCode()).as(bench.out()).isZero();
        JsonNode row = Json.mapper().readTree(json.toFile()).path("startup").path(0);
        assertThat(row.path("function").asText()).isEqualTo("task");
        assertThat(row.path("plainCpuSeconds").asDouble()).isPositive();
        assertThat(row.path("aotCpuSeconds").asDouble())
                .isPositive()
                .isLessThan(row.path("plainCpuSeconds").asDouble());
        assertThat(row.path("plainRssMegabytes").asDouble()).isGreaterThan(10);
        assertThat(row.path("aotRssMegabytes").asDouble()).isGreaterThan(10);
        assertThat(row.path("aotCacheMegabytes").asDouble()).isGreaterThan(10);
    }

    @Test
    void aCacheThatDoesNotFitItsJarsEndsTheProcessInsteadOfBeingLeftAside() throws Exception {
        PackagedFunction function = new PackagedFunction(
                Stage.EVALUATE,
                copy(PackagedFunction.of(FUNCTIONS, Stage.EVALUATE).application()),
                FUNCTIONS.resolve(PackagedFunction.OPTIONS_FILE));
        CommandProcess training = CommandProcess.run(
                folder,
                Map.of(),
                "aot-cache",
                "evaluate",
                "--application",
                function.application().toString(),
                "--options",
                function.options().toString());
        assertThat(training.exitCode()).as(training.out()).isZero();

        Files.setLastModifiedTime(
                function.application().resolve("quarkus-run.jar"),
                FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        Path log = folder.resolve("spoiled.log");
        Process spoiled = start(function, log);

        assertThat(spoiled.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(spoiled.exitValue()).isNotZero();
        assertThat(Files.readString(log)).contains("AOT").doesNotContain("Listening on");
    }

    private static Process start(PackagedFunction function, Path log) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(function.arguments(PackagedFunction.using(function.cache())));
        return new ProcessBuilder(command)
                .directory(function.application().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private Path copy(Path application) throws IOException {
        Path target = folder.resolve("application");
        try (Stream<Path> files = Files.walk(application)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(application.relativize(file).toString()));
            }
        }
        return target;
    }
}
