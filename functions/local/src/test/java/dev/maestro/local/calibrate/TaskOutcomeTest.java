package dev.maestro.local.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.Provenance;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.train.DearSkills;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.core.train.LoggedTask.LoggedSecond;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskOutcomeTest {

    private static final List<Pair> PAIRS =
            RegistryLoader.snapshot(RegistryLoader.embedded()).pairs();
    private static final String CONSUMER = PAIRS.stream()
            .filter(Calibration::isConsumer)
            .findFirst()
            .orElseThrow()
            .id();
    private static final List<String> READERS = PAIRS.stream()
            .filter(pair -> !Calibration.isConsumer(pair))
            .limit(2)
            .map(Pair::id)
            .toList();

    private static LoggedTask task(Map<String, LoggedRun> firsts, List<LoggedSecond> seconds) {
        return new LoggedTask(
                "set/1",
                "own",
                "sums",
                "",
                "What is the sum?",
                true,
                new float[TextEncoder.DIMENSIONS],
                new double[PictureStatistics.DIMENSIONS],
                firsts,
                seconds);
    }

    @Test
    void takesOutcomesAndChainsFromALog() {
        LoggedTask logged = task(
                Map.of(
                        READERS.get(0),
                        new LoggedRun(0, 50, 0.7, "7 + 1"),
                        READERS.get(1),
                        new LoggedRun(1, 60, 0.7, "8"),
                        CONSUMER,
                        new LoggedRun(0, 4, 0.1, "7 + 1")),
                List.of(
                        new LoggedSecond("7 + 1", CONSUMER, new LoggedRun(1, 4, 0.1, "8")),
                        new LoggedSecond("8", CONSUMER, new LoggedRun(0.9, 4, 0.1, "8 "))));

        Calibration.TaskOutcome outcome = Calibration.TaskOutcome.of(logged, PAIRS);

        assertThat(outcome.firsts().get(READERS.get(0)).correct()).isFalse();
        assertThat(outcome.firsts().get(READERS.get(1)).correct()).isTrue();
        assertThat(outcome.chains())
                .isEqualTo(Map.of(READERS.get(0), Map.of(CONSUMER, true), READERS.get(1), Map.of(CONSUMER, false)));
    }

    @Test
    void leavesOutPairsThatTheRegistryDoesNotHave() {
        LoggedTask logged = task(
                Map.of("gone/read", new LoggedRun(1, 50, 0.7, "8"), READERS.get(0), new LoggedRun(1, 50, 0.7, "8")),
                List.of(new LoggedSecond("8", "gone/solve", new LoggedRun(1, 4, 0.1, "8"))));

        Calibration.TaskOutcome outcome = Calibration.TaskOutcome.of(logged, PAIRS);

        assertThat(outcome.firsts()).containsOnlyKeys(READERS.get(0));
        assertThat(outcome.chains()).isEmpty();
    }

    @Test
    void goesIntoCalibrationDataAsIfItHadJustBeenRun() {
        LoggedTask logged = task(
                Map.of(READERS.get(0), new LoggedRun(0, 50, 0.7, "7 + 1")),
                List.of(new LoggedSecond("7 + 1", CONSUMER, new LoggedRun(1, 4, 0.1, "8"))));
        Calibration.TaskOutcome outcome = Calibration.TaskOutcome.of(logged, PAIRS);
        CalibrationData.Builder builder = CalibrationData.empty().toBuilder(new Provenance(1, "digest", "code", "now"));

        builder.task(outcome.task());
        outcome.addTo(builder, PAIRS);

        CalibrationData data = builder.build();
        assertThat(data.tasks()).extracting(task -> task.id()).containsExactly("set/1");
        assertThat(data.pairIds()).containsExactly(READERS.get(0));
    }

    private static CalibrationData calibrated(Map<String, LoggedRun> firsts) {
        Calibration.TaskOutcome outcome = Calibration.TaskOutcome.of(task(firsts, List.of()), PAIRS);
        CalibrationData.Builder builder = CalibrationData.empty().toBuilder(new Provenance(1, "digest", "code", "now"));
        builder.task(outcome.task());
        outcome.addTo(builder, PAIRS);
        return builder.build();
    }

    /** The pairs of one dear skill, the cheapest first. */
    private static List<String> dear() {
        return DearSkills.last(PAIRS).stream()
                .filter(pair -> pair.skill().id().equals("document-key-value-crops"))
                .map(Pair::id)
                .toList();
    }

    @Test
    void aDearPairThatWasSparedCountsAsHavingFoundNothing() {
        String cheapest = dear().getFirst();

        CalibrationData data = calibrated(Map.of(cheapest, new LoggedRun(0, 60, 0.6, " ")));

        assertThat(data.pairIds()).containsExactlyInAnyOrderElementsOf(dear());
        CalibrationData.Column dearest = data.column(dear().getLast()).orElseThrow();
        assertThat(dearest.correct()).containsExactly((byte) 0);
        assertThat(dearest.evidence()[0]).containsExactly(1, 0, 0, 0, 0, 0); // blank
        assertThat((double) dearest.costMillis()[0]).isGreaterThan(60);
    }

    @Test
    void aDearPairIsUnknownWhereTheCheaperOneFoundSomethingOrWasNotRun() {
        String cheapest = dear().getFirst();

        assertThat(calibrated(Map.of(cheapest, new LoggedRun(0, 60, 0.6, "x"))).pairIds())
                .containsExactly(cheapest);
        assertThat(calibrated(Map.of(READERS.get(0), new LoggedRun(0, 60, 0.6, "")))
                        .pairIds())
                .containsExactly(READERS.get(0));
    }
}
