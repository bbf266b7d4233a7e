package dev.maestro.local.study;

import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.statistics.Holm;
import dev.maestro.core.statistics.Permutation;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.LogEvaluation;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.local.study.StudyWorld.Learning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What learning adds: policies of several seeds against the router, by calibration. */
final class LearningRows {

    private static final int SCARCE = 4;
    private static final String ROUTER = "calibrated-router";

    private final StudyTasks tasks;
    private final RegistrySnapshot registry;
    private final StudyOptions options;
    private final Consumer<String> progress;

    LearningRows(StudyTasks tasks, RegistrySnapshot registry, StudyOptions options, Consumer<String> progress) {
        this.tasks = tasks;
        this.registry = registry;
        this.options = options;
        this.progress = progress;
    }

    /**
     * The rows.
     *
     * @param swapped two experts that have each other's record in the stale calibration
     */
    List<StudyReport.Row> rows(List<String> swapped) {
        List<LoggedTask> none = List.of();
        List<LoggedTask> scarce = tasks.few(SCARCE);
        List<LoggedTask> stale = tasks.stale(swapped.get(0), swapped.get(1));
        List<LoggedTask> whole = tasks.calibration();
        List<StudyReport.Row> rows = new ArrayList<>();
        rows.add(row("no calibration", none, 2, Learning.ALL));
        rows.add(row("scarce, 4 a family", scarce, 2, Learning.ALL));
        rows.add(row("stale: " + String.join(" and ", swapped) + " swapped", stale, 2, Learning.ALL));
        rows.add(row("whole calibration", whole, 2, Learning.ALL));
        rows.add(row("whole, three hops", whole, 3, Learning.ALL));
        rows.add(row("no calibration, weights alone", none, 2, Learning.WEIGHTS));
        rows.add(row("scarce, weights alone", scarce, 2, Learning.WEIGHTS));
        rows.add(row("stale, weights alone", stale, 2, Learning.WEIGHTS));
        rows.add(row("whole, weights alone", whole, 2, Learning.WEIGHTS));
        rows.add(row("no calibration, attempts alone", none, 2, Learning.ATTEMPTS));
        rows.add(row("scarce, attempts alone", scarce, 2, Learning.ATTEMPTS));
        rows.add(row("stale, attempts alone", stale, 2, Learning.ATTEMPTS));
        rows.add(row("whole, attempts alone", whole, 2, Learning.ATTEMPTS));
        double[] holm =
                Holm.adjusted(rows.stream().mapToDouble(StudyReport.Row::p).toArray());
        for (int i = 0; i < holm.length; i++) {
            rows.set(i, rows.get(i).adjusted(holm[i]));
        }
        return rows;
    }

    private StudyReport.Row row(String name, List<LoggedTask> calibrated, int hops, Learning learning) {
        CalibrationData data = calibrated.isEmpty() ? CalibrationData.empty() : StudyTasks.data(calibrated, registry);
        StudyWorld world = new StudyWorld(tasks, registry, data, hops);
        LogEvaluation router = world.router(ROUTER, tasks.test());
        List<StudyReport.Seed> seeds = new ArrayList<>();
        List<LogEvaluation> policies = new ArrayList<>();
        for (long seed : options.seeds()) {
            Checkpoint chosen = world.learn(learning, options, seed);
            LogEvaluation policy = world.evaluate(chosen, tasks.test());
            LogEvaluation.Comparison beside = policy.against(router);
            policies.add(policy);
            seeds.add(new StudyReport.Seed(
                    seed,
                    chosen.version(),
                    world.evaluate(chosen, tasks.dev()).meanReward(),
                    policy.accuracy(),
                    beside.onlyThis(),
                    beside.onlyOther(),
                    beside.p()));
        }
        double[] gains = Sums.less(Sums.rewards(policies), router.rewards());
        StudyReport.Row row = new StudyReport.Row(
                name,
                calibrated.size(),
                router.accuracy(),
                seeds,
                Sums.mean(Sums.rights(policies)),
                Sums.mean(gains),
                Sums.interval(gains),
                Permutation.signFlip(gains, 1),
                1);
        progress.accept(name);
        return row;
    }
}
