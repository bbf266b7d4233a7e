package dev.maestro.local.study;

import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.statistics.Interval;
import dev.maestro.core.train.LogEvaluation;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.Oracle;
import dev.maestro.core.train.SimpleRouters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What learning adds to calibration, over outcome logs. Everything is chosen on the splits {@code calibration},
 * {@code train} and {@code dev}; {@code test} is played once by what was chosen.
 */
public final class Study {

    /** Parts of a study. */
    public enum Part {
        /** Policies against the router, by calibration. */
        LEARNING,
        /** Experts unseen in training. */
        NEWCOMERS,
        /** The policy without parts of the method. */
        ABLATIONS
    }

    private static final String ROUTER = "calibrated-router";

    /** The router is shown with these too: what it loses when costs count for more. */
    private static final List<Double> COST_WEIGHTS = List.of(0.3, 1.0, 3.0);

    private final StudyTasks tasks;
    private final RegistrySnapshot registry;
    private final StudyOptions options;
    private final TextEncoder descriptions;
    private final Consumer<String> progress;

    /**
     * Makes one.
     *
     * @param registry its pairs; an outcome log may hold more
     * @param descriptions encodes what skills say of themselves
     * @param progress told of each finished row
     */
    public Study(
            StudyTasks tasks,
            RegistrySnapshot registry,
            StudyOptions options,
            TextEncoder descriptions,
            Consumer<String> progress) {
        this.tasks = tasks;
        this.registry = registry;
        this.options = options;
        this.descriptions = descriptions;
        this.progress = progress;
    }

    /** Runs some parts. */
    public StudyReport run(Set<Part> parts) {
        List<StudyReport.Row> learning = parts.contains(Part.LEARNING)
                ? new LearningRows(tasks, registry, options, progress).rows(twins())
                : List.of();
        Newcomers newcomers = new Newcomers(tasks, registry, options, descriptions, progress);
        if (parts.contains(Part.NEWCOMERS)) {
            newcomers.run();
        }
        Ablations ablations = new Ablations(tasks, registry, options, progress);
        return new StudyReport(
                tasks.calibration().size(),
                tasks.train().size(),
                tasks.dev().size(),
                tasks.test().size(),
                registry.pairs().size(),
                baselines(ablations),
                Oracle.accuracy(tasks.test(), registry),
                learning,
                newcomers.newcomers(),
                newcomers.pooled(),
                parts.contains(Part.ABLATIONS) ? ablations.run() : List.of());
    }

    /** The first two experts that share a capability: their records are swapped in the stale calibration. */
    private List<String> twins() {
        var experts = registry.document().experts();
        for (int i = 0; i < experts.size(); i++) {
            for (int j = i + 1; j < experts.size(); j++) {
                if (experts.get(j).capabilities().stream()
                        .anyMatch(experts.get(i).capabilities()::contains)) {
                    return List.of(experts.get(i).id(), experts.get(j).id());
                }
            }
        }
        return List.of(experts.getFirst().id(), experts.getLast().id());
    }

    private List<StudyReport.Baseline> baselines(Ablations ablations) {
        CalibrationData whole = StudyTasks.data(tasks.calibration(), registry);
        StudyWorld world = new StudyWorld(tasks, registry, whole, 2);
        List<StudyReport.Baseline> baselines = new ArrayList<>();
        for (String kind : SimpleRouters.KINDS) {
            baselines.add(baseline(kind, world.router(kind, tasks.test())));
        }
        ablations.bestExpert().ifPresent(expert -> {
            RegistrySnapshot alone = ablations.alone(expert);
            baselines.add(baseline(
                    "best expert: " + expert,
                    new StudyWorld(tasks, alone, StudyTasks.data(tasks.calibration(), alone), 2)
                            .router(ROUTER, tasks.test())));
        });
        List<LoggedTask> told = new ArrayList<>(tasks.calibration());
        told.addAll(tasks.train());
        baselines.add(baseline("told the family, two hops", new ToldFamily(told, registry).play(tasks.test())));
        for (double costWeight : COST_WEIGHTS) {
            baselines.add(baseline(
                    String.format(Locale.ROOT, "%s, cost weight %.1f", ROUTER, costWeight),
                    new StudyWorld(tasks, registry, whole, 2, costWeight).router(ROUTER, tasks.test())));
        }
        return baselines;
    }

    private static StudyReport.Baseline baseline(String name, LogEvaluation of) {
        Interval interval = of.interval();
        return new StudyReport.Baseline(
                name, of.accuracy(), List.of(interval.low(), interval.high()), of.meanReward(), of.meanCpuMillis());
    }
}
