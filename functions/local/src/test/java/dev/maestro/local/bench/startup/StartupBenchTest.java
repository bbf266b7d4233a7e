package dev.maestro.local.bench.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.local.bench.startup.StartPlace.Measured;
import dev.maestro.schema.event.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupBenchTest {

    @TempDir
    private Path folder;

    @Test
    void takesTheMiddleOfTheStarts() {
        List<Measured> starts = List.of(new Measured(3, 0, 0), new Measured(1, 0, 0), new Measured(2, 0, 0));

        assertThat(StartupBench.median(starts, Measured::cpuSeconds)).isEqualTo(2);
        assertThat(StartupBench.median(starts.subList(0, 2), Measured::cpuSeconds))
                .isEqualTo(1);
    }

    @Test
    void saysHowToPackageAFunctionThatIsNot() {
        PackagedFunction function = PackagedFunction.of(folder, Stage.DECIDE);

        assertThatThrownBy(() -> function.command(List.of()))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("quarkus-run.jar is missing")
                .hasMessageContaining("mvn package -DskipTests -pl functions/decide -am");
    }

    @Test
    void startsWithTheOptionsOfTheFileAndThenThoseOfTheStart() {
        PackagedFunction function = new PackagedFunction(Stage.TASK, Path.of("/app"), Path.of("/app/jvm.options"));

        assertThat(function.arguments(PackagedFunction.using(Path.of("/app/app.aot"))))
                .containsExactly(
                        "@/app/jvm.options", "-XX:AOTCache=/app/app.aot", "-XX:AOTMode=on", "-jar", "quarkus-run.jar");
    }

    @Test
    void showsTheEndOfTheLogOfAFunctionThatDoesNotStart() throws Exception {
        Path application = Files.createDirectories(folder.resolve("task/target/quarkus-app"));
        Files.writeString(application.resolve("quarkus-run.jar"), "no jar");
        Files.createDirectories(folder.resolve("images"));
        Files.writeString(folder.resolve(PackagedFunction.OPTIONS_FILE), "-XX:+UseSerialGC\n");
        PackagedFunction function = PackagedFunction.of(folder, Stage.TASK);

        try (StartedFunction started =
                StartedFunction.start(function, List.of("-Xmx16m"), Map.of(), folder.resolve("task.log"))) {
            assertThatThrownBy(() -> awaitEnd(started))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("task ended with exit code 1 before it handled its first event")
                    .hasMessageContaining("quarkus-run.jar");
        }
    }

    private static void awaitEnd(StartedFunction started) throws IOException {
        while (true) {
            started.checkAlive();
            Thread.onSpinWait();
        }
    }
}
