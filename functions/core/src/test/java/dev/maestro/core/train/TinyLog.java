package dev.maestro.core.train;

import dev.maestro.core.TestData;
import dev.maestro.core.decide.Describer;
import dev.maestro.core.decide.JavaScorer;
import dev.maestro.core.decide.Policies;
import dev.maestro.core.decide.ResidualWeights;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.CalibrationTask;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.Provenance;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.core.train.LoggedTask.LoggedSecond;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An outcome log over the registry of {@link TestData} in which a reader and then a solver are needed, and a calibration
 * that says so only weakly.
 */
final class TinyLog {

    static final RegistrySnapshot REGISTRY = TestData.registry();

    private TinyLog() {}

    static List<LoggedTask> tasks(int count) {
        List<LoggedTask> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean chained = i % 2 == 0;
            String text = "7 + " + i;
            LoggedRun read = new LoggedRun(chained ? 0 : 1, 50, 0.7, text);
            LoggedRun alone = new LoggedRun(0, 4, 0.1, "");
            LoggedRun solved = new LoggedRun(chained ? 1 : 0, 4, 0.1, Integer.toString(7 + i));
            tasks.add(new LoggedTask(
                    "task" + i,
                    "train",
                    chained ? "sum" : "sign",
                    "",
                    chained ? "What is the sum?" : "What does it say?",
                    true,
                    embedding(chained),
                    new double[PictureStatistics.DIMENSIONS],
                    Map.of("reader/read", read, "solver/compute", alone),
                    List.of(new LoggedSecond(text, "solver/compute", solved))));
        }
        return tasks;
    }

    private static float[] embedding(boolean chained) {
        float[] result = new float[TextEncoder.DIMENSIONS];
        result[chained ? 0 : 1] = 1;
        result[2] = 1;
        return result;
    }

    static CalibrationData calibration() {
        CalibrationData.Builder builder = new CalibrationData.Builder(new Provenance(1, "d", "c", "t"));
        for (int i = 0; i < 4; i++) {
            boolean chained = i % 2 == 0;
            builder.task(new CalibrationTask("c" + i, embedding(chained), new double[PictureStatistics.DIMENSIONS]));
            builder.outcome("c" + i, "reader/read", !chained, 50, "7 + 1");
            builder.outcome("c" + i, "solver/compute", false, 4, "");
        }
        return builder.build();
    }

    static LoggedWorld world(List<LoggedTask> tasks) {
        return new LoggedWorld(tasks, REGISTRY, 0.1);
    }

    static Describer describer(LoggedWorld world) {
        CalibrationData data = calibration();
        Policies policies = new Policies(
                world.encoder(),
                world.pictureStatistics(),
                registry -> data,
                entry -> new JavaScorer(ResidualWeights.random(1)));
        return new RememberingDescriber(policies.describer(2), 500);
    }
}
