package dev.maestro.local.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.GrpoSettings;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.schema.wire.DataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogRunTest {

    private static final DataSource SIGNS = new DataSource("signs", "ab".repeat(32), "MIT License");

    private static LoggedTask task(int number) {
        Map<String, LoggedRun> firsts = Map.of("tesseract/read-plain", new LoggedRun(number % 2, 20, 0.3, "OPEN"));
        return new LoggedTask(
                "signs/" + number,
                "own",
                "",
                "",
                "What does it say?",
                true,
                new float[TextEncoder.DIMENSIONS],
                new double[PictureStatistics.DIMENSIONS],
                firsts,
                List.of(),
                SIGNS);
    }

    @Test
    void weightsSayWhichSetsTheyWereTrainedOnAndUnderWhichLicence() {
        List<LoggedTask> tasks = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            tasks.add(task(i));
        }
        LogRun run = new LogRun(
                tasks, RegistryLoader.snapshot(RegistryLoader.embedded()), registry -> CalibrationData.empty(), 2);

        LogRun.Result result = run.run(
                Checkpoint.untrained("pair-scoring", 1),
                new GrpoSettings(4, 4, 1, 3e-3, 0.2, 3, 0, 0.02, 1, 4, 60_000),
                1,
                1,
                "revision",
                version -> {});

        assertThat(result.checkpoint().provenance())
                .containsEntry("source.signs", "MIT License, sha256 " + "ab".repeat(32))
                .containsEntry("trainingSeed", "1");
    }
}
