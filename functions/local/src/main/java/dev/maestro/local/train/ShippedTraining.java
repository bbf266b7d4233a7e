package dev.maestro.local.train;

import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.CalibrationFile;
import dev.maestro.core.promote.Gate;
import dev.maestro.core.registry.Digest;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.statistics.Interval;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.GrpoSettings;
import dev.maestro.core.train.LogEvaluation;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.PairScoringOnnx;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Trains the version that Maestro comes with: the best of several seeds on dev, and only if the gate finds it better there
 * than the calibrated router. The same logs, calibration, registry, settings and code give the same bytes.
 *
 * @param tasks of the outcome logs; those of the test split are neither learned from nor looked at
 * @param registry over which it decides
 * @param calibration that its estimates begin with
 * @param settings of the learner
 * @param updates versions of each seed; every tenth is looked at
 * @param revision of the code
 */
public record ShippedTraining(
        List<LoggedTask> tasks,
        RegistrySnapshot registry,
        CalibrationData calibration,
        GrpoSettings settings,
        int updates,
        String revision) {

    /** Hops that bring evidence, as the pair-scoring policy has them when it serves. */
    public static final int HOPS = 2;

    public ShippedTraining {
        tasks = tasks.stream().filter(task -> !task.split().equals("test")).toList();
    }

    /**
     * What came of it.
     *
     * @param dev how the best seed's version did on dev, against the router
     * @param verdict of the gate
     * @param checkpoint version 1 with its provenance; null when the gate is shut
     */
    public record Outcome(
            TrainReport.Measured dev,
            Gate.Verdict verdict,
            @Nullable Checkpoint checkpoint) {}

    /**
     * Trains.
     *
     * @param seeds as many, from 1 on
     * @param facts added to the provenance: the command, the digests of the logs
     * @param listener told how each seed did
     */
    public Outcome run(long seeds, Map<String, String> facts, Consumer<TrainReport> listener) {
        List<LogRun.Result> results = new ArrayList<>();
        for (long seed = 1; seed <= seeds; seed++) {
            LogRun.Result result = new LogRun(tasks, registry, any -> calibration, HOPS)
                    .run(
                            Checkpoint.untrained(PairScoringOnnx.MODEL, seed),
                            settings,
                            seed,
                            updates,
                            revision,
                            version -> {});
            listener.accept(result.report());
            results.add(result);
        }
        LogRun.Result best = results.stream()
                .max(Comparator.<LogRun.Result>comparingDouble(
                                result -> dev(result).reward())
                        .thenComparing(result -> result.report().seed(), Comparator.reverseOrder()))
                .orElseThrow();
        TrainReport.Measured dev = dev(best);
        Gate.Verdict verdict = Gate.DEFAULT.judge(comparison(dev));
        boolean ships = verdict.open() && best.checkpoint().isTrained();
        return new Outcome(dev, verdict, ships ? best.checkpoint().asFirst(provenance(best, verdict, facts)) : null);
    }

    private Map<String, String> provenance(LogRun.Result best, Gate.Verdict verdict, Map<String, String> facts) {
        Map<String, String> all = new TreeMap<>(facts);
        all.put("gate", "on dev against calibrated-router, " + verdict.reason());
        all.put("trainedVersion", Long.toString(best.checkpoint().version()));
        all.put("registry", registry.digest());
        all.put("calibration", Digest.of(CalibrationFile.bytes(calibration)));
        all.put("settings", settings.toString());
        return all;
    }

    private static TrainReport.Measured dev(LogRun.Result result) {
        return Objects.requireNonNull(result.report().dev(), "a run from a log is measured on dev");
    }

    private static LogEvaluation.Comparison comparison(TrainReport.Measured dev) {
        return new LogEvaluation.Comparison(
                dev.n(),
                dev.onlyPolicy(),
                dev.onlyRouter(),
                dev.p(),
                dev.gain(),
                new Interval(dev.gain95().getFirst(), dev.gain95().getLast()));
    }
}
