package dev.maestro.local.train;

import dev.maestro.core.decide.Describer;
import dev.maestro.core.decide.Policies;
import dev.maestro.core.estimate.Calibrations;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.statistics.Interval;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.GrpoSettings;
import dev.maestro.core.train.LogEvaluation;
import dev.maestro.core.train.LogTrainer;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedWorld;
import dev.maestro.core.train.Oracle;
import dev.maestro.core.train.RememberingDescriber;
import dev.maestro.core.train.SimpleRouters;
import dev.maestro.core.train.Training;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A training run over an outcome log: learns on its train tasks, chooses on dev, reports on test. Not thread-safe. */
public final class LogRun {

    private static final int REMEMBERED = 12_000;
    private static final int EVERY = 10;
    private static final double COST_WEIGHT = 0.1;

    private final List<LoggedTask> train;
    private final List<LoggedTask> dev;
    private final List<LoggedTask> test;
    private final RegistrySnapshot registry;
    private final LoggedWorld world;
    private final SimpleRouters simple;
    private final Describer describer;
    private final LearningCurve curve = new LearningCurve();
    private final Pace pace = new Pace();
    private final long made = System.nanoTime();
    private final Map<String, LogEvaluation> routers = new LinkedHashMap<>();
    private @Nullable LogEvaluation routerOnDev;

    /**
     * Makes one.
     *
     * @param tasks of all splits; a user's own are parted 60 : 20 : 20 by a hash of their id
     * @param mostHops hops that bring evidence, at most
     */
    public LogRun(List<LoggedTask> tasks, RegistrySnapshot registry, Calibrations calibrations, int mostHops) {
        this.train = split(tasks, "train", 0, 6);
        this.dev = split(tasks, "dev", 6, 8);
        this.test = split(tasks, "test", 8, 10);
        this.registry = registry;
        this.world = new LoggedWorld(tasks, registry, COST_WEIGHT);
        Policies policies = world.policies(calibrations);
        this.simple = new SimpleRouters(world, policies);
        this.describer = new RememberingDescriber(policies.describer(mostHops), REMEMBERED);
    }

    private static List<LoggedTask> split(List<LoggedTask> tasks, String name, int from, int to) {
        return tasks.stream()
                .filter(task -> task.split().equals(name)
                        || (task.split().equals("own")
                                && Math.floorMod(task.id().hashCode(), 10) >= from
                                && Math.floorMod(task.id().hashCode(), 10) < to))
                .toList();
    }

    /** Tasks to learn on, to choose on and to report on. */
    public int[] sizes() {
        return new int[] {train.size(), dev.size(), test.size()};
    }

    /** What a run gave. */
    public record Result(TrainReport report, Checkpoint checkpoint, LearningCurve curve) {}

    /**
     * Learns.
     *
     * @param updates versions to make
     * @param listener told the number of each version
     */
    public Result run(
            Checkpoint start, GrpoSettings settings, long seed, int updates, String revision, LongConsumer listener) {
        Training training = new Training(settings, start, revision);
        LogTrainer trainer = new LogTrainer(world, train, describer, settings, seed);
        Best best = new Best(start, evaluate(dev, start));
        long begin = System.nanoTime();
        long[] trajectories = {0};
        trainer.train(training, updates, update -> {
            trajectories[0] += update.trajectories();
            curve.add(update, waste(training));
            listener.accept(update.checkpoint().version());
            if (update.checkpoint().version() % EVERY == 0) {
                best.offer(update.checkpoint(), evaluate(dev, update.checkpoint()));
            }
        });
        double seconds = (System.nanoTime() - begin) / 1e9;
        Checkpoint chosen = best.checkpoint;
        TrainReport report = new TrainReport(
                seed,
                measured(best.evaluation, onDev()),
                test.isEmpty() ? null : measured(evaluate(test, chosen), router("calibrated-router")),
                baselines(),
                Oracle.accuracy(test, registry),
                seconds,
                pace.secondsTo95().orElseThrow(),
                trajectories[0],
                waste(training),
                chosen.weightsSha256(),
                chosen.version(),
                training.checkpoint().version());
        return new Result(report, withProvenance(chosen, report, seed), curve);
    }

    private static int waste(Training training) {
        return training.book().waste().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private Checkpoint withProvenance(Checkpoint chosen, TrainReport report, long seed) {
        Map<String, String> provenance = new TreeMap<>(chosen.provenance());
        provenance.put("trainingSeed", Long.toString(seed));
        if (report.dev() != null) {
            provenance.put("devReward", Double.toString(report.dev().reward()));
            provenance.put("devAccuracy", Double.toString(report.dev().accuracy()));
            provenance.put("devTasks", Integer.toString(report.dev().n()));
        }
        List<LoggedTask> seen = new ArrayList<>(train);
        seen.addAll(dev);
        LoggedTask.sources(seen).values().forEach(source -> Training.addSource(source, provenance));
        return new Checkpoint(
                chosen.policyId(),
                chosen.version(),
                chosen.learner(),
                chosen.experience(),
                chosen.position(),
                provenance);
    }

    private final class Best {
        private Checkpoint checkpoint;
        private LogEvaluation evaluation;

        Best(Checkpoint checkpoint, LogEvaluation evaluation) {
            this.checkpoint = checkpoint;
            this.evaluation = evaluation;
            note(checkpoint, evaluation);
        }

        void offer(Checkpoint other, LogEvaluation found) {
            note(other, found);
            if (found.meanReward() > evaluation.meanReward()) {
                checkpoint = other;
                evaluation = found;
            }
        }

        private void note(Checkpoint of, LogEvaluation found) {
            pace.add((System.nanoTime() - made) / 1e9, found.accuracy());
            curve.add(new LearningCurve.DevPoint(
                    of.version(),
                    found.accuracy(),
                    found.meanReward(),
                    found.accuracy() - found.meanReward(),
                    LearningCurve.counts(found.pairs())));
        }
    }

    private LogEvaluation evaluate(List<LoggedTask> tasks, Checkpoint checkpoint) {
        return LogEvaluation.of(world, tasks, LogTrainer.entry(checkpoint), LogTrainer.policy(checkpoint, describer));
    }

    private LogEvaluation router(String kind) {
        return routers.computeIfAbsent(kind, missing -> simple.play(missing, test));
    }

    private LogEvaluation onDev() {
        LogEvaluation known = routerOnDev;
        if (known == null) {
            known = simple.play("calibrated-router", dev);
            routerOnDev = known;
        }
        return known;
    }

    private static TrainReport.Measured measured(LogEvaluation of, LogEvaluation router) {
        LogEvaluation.Comparison comparison = of.against(router);
        return new TrainReport.Measured(
                comparison.tasks(),
                of.accuracy(),
                ends(of.interval()),
                of.meanCpuMillis(),
                of.meanReward(),
                comparison.onlyThis(),
                comparison.onlyOther(),
                comparison.p(),
                comparison.gain(),
                ends(comparison.interval()));
    }

    private static List<Double> ends(Interval interval) {
        return List.of(interval.low(), interval.high());
    }

    private List<TrainReport.Baseline> baselines() {
        List<TrainReport.Baseline> baselines = new ArrayList<>();
        for (String kind : test.isEmpty() ? List.<String>of() : SimpleRouters.KINDS) {
            LogEvaluation of = router(kind);
            baselines.add(new TrainReport.Baseline(
                    kind, of.accuracy(), ends(of.interval()), of.meanCpuMillis(), of.meanReward()));
        }
        return baselines;
    }
}
