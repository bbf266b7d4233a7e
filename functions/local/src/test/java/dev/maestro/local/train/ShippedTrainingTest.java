package dev.maestro.local.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.GrpoSettings;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.local.SmallRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One reader can read signs, the other labels: nobody calibrated, so the router does not know which. */
class ShippedTrainingTest {

    private static final RegistrySnapshot REGISTRY =
            SmallRegistry.of(Set.of("tesseract", "ppocr-v3"), Set.of("read", "read-plain"));
    private static final GrpoSettings SETTINGS = new GrpoSettings(4, 8, 1, 3e-3, 0.2, 3, 0, 0.02, 1, 4, 60_000);
    private static final Map<String, String> FACTS = Map.of("command", "./maestro train --ship FILE");

    private static List<LoggedTask> tasks(String split, int count, double score) {
        List<LoggedTask> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean sign = i % 2 == 0;
            float[] question = new float[TextEncoder.DIMENSIONS];
            question[sign ? 0 : 1] = 1;
            tasks.add(new LoggedTask(
                    split + i,
                    split,
                    sign ? "sign" : "label",
                    "",
                    sign ? "What does the sign say?" : "What is on the label?",
                    true,
                    question,
                    new double[PictureStatistics.DIMENSIONS],
                    Map.of(
                            "tesseract/read-plain",
                            new LoggedRun(sign ? 0 : score, 20, 0.3, "PUSH " + i),
                            "ppocr-v3/read-plain",
                            new LoggedRun(sign ? score : 0, 90, 1.2, "OPEN " + i)),
                    List.of()));
        }
        return tasks;
    }

    private static ShippedTraining training(int dev, double score) {
        List<LoggedTask> tasks = new ArrayList<>(tasks("train", 24, score));
        tasks.addAll(tasks("dev", dev, score));
        tasks.addAll(tasks("test", 3, score));
        return new ShippedTraining(tasks, REGISTRY, CalibrationData.empty(), SETTINGS, 10, "abc1234");
    }

    private static ShippedTraining.Outcome outcome(int dev, double score) {
        return training(dev, score).run(2, FACTS, report -> {});
    }

    @Test
    void givesVersionOneWithWhereItComesFromWhenTheGateOpens() {
        ShippedTraining.Outcome outcome = outcome(32, 1);

        assertThat(outcome.verdict().open()).as(outcome.verdict().reason()).isTrue();
        assertThat(outcome.dev().gain()).isPositive();
        Checkpoint shipped = Objects.requireNonNull(outcome.checkpoint());
        assertThat(shipped.version()).isEqualTo(Checkpoint.FIRST);
        assertThat(shipped.position()).isZero();
        assertThat(shipped.isTrained()).isTrue();
        assertThat(shipped.provenance())
                .containsEntry("codeRevision", "abc1234")
                .containsEntry("registry", REGISTRY.digest())
                .containsEntry("devTasks", "32")
                .containsEntry("command", "./maestro train --ship FILE")
                .containsKeys("trainingSeed", "trainedVersion", "calibration", "devReward", "settings");
        assertThat(shipped.provenance().get("gate")).contains("better beyond chance");
    }

    @Test
    void isTheSameToTheBitWhenDoneTwice() {
        Checkpoint once = Objects.requireNonNull(outcome(32, 1).checkpoint());
        Checkpoint twice = Objects.requireNonNull(outcome(32, 1).checkpoint());

        assertThat(twice.bytes()).isEqualTo(once.bytes());
    }

    @Test
    void givesNothingWhenTheRouterIsAsGood() {
        ShippedTraining.Outcome outcome = outcome(32, 0);

        assertThat(outcome.verdict().open()).isFalse();
        assertThat(outcome.checkpoint()).isNull();
    }

    @Test
    void givesNothingWhenDevTasksAreTooFewToTell() {
        ShippedTraining.Outcome outcome = outcome(12, 1);

        assertThat(outcome.verdict().reason()).contains("too few dev tasks to tell (12 of 30)");
        assertThat(outcome.checkpoint()).isNull();
    }

    @Test
    void leavesTheTestSplitAlone() {
        assertThat(training(32, 1).tasks()).extracting(LoggedTask::split).doesNotContain("test");
    }
}
