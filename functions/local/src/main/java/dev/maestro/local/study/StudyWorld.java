package dev.maestro.local.study;

import dev.maestro.core.decide.Describer;
import dev.maestro.core.decide.Policies;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.GrpoSettings;
import dev.maestro.core.train.LogEvaluation;
import dev.maestro.core.train.LogTrainer;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedWorld;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.core.train.RememberingDescriber;
import dev.maestro.core.train.SimpleRouters;
import dev.maestro.core.train.Training;
import java.util.List;

/** A registry with one calibration, in which policies are trained and tried over an outcome log. Not thread-safe. */
final class StudyWorld {

    /** What of the policy learns. */
    enum Learning {
        /** Attempts are remembered, and the weights are trained. */
        ALL,
        /** The weights alone. */
        WEIGHTS,
        /** Attempts alone. */
        ATTEMPTS,
        /** All, but without the answer's part of the reward. */
        WITHOUT_ANSWER_REWARD
    }

    private static final int REMEMBERED = 8_000;
    private static final int EVERY = 10;
    static final double COST_WEIGHT = 0.1;

    private final StudyTasks tasks;
    private final LoggedWorld world;
    private final LoggedWorld unrewarded;
    private final SimpleRouters routers;
    private final Describer describer;

    StudyWorld(StudyTasks tasks, RegistrySnapshot registry, CalibrationData data, int hops) {
        this(tasks, registry, data, hops, text -> new float[TextEncoder.DIMENSIONS], COST_WEIGHT);
    }

    /** @param costWeight lambda of all tasks */
    StudyWorld(StudyTasks tasks, RegistrySnapshot registry, CalibrationData data, int hops, double costWeight) {
        this(tasks, registry, data, hops, text -> new float[TextEncoder.DIMENSIONS], costWeight);
    }

    /** @param descriptions encodes what skills say of themselves */
    StudyWorld(StudyTasks tasks, RegistrySnapshot registry, CalibrationData data, int hops, TextEncoder descriptions) {
        this(tasks, registry, data, hops, descriptions, COST_WEIGHT);
    }

    private StudyWorld(
            StudyTasks tasks,
            RegistrySnapshot registry,
            CalibrationData data,
            int hops,
            TextEncoder descriptions,
            double costWeight) {
        this.tasks = tasks;
        List<LoggedTask> played = tasks.played();
        this.world = new LoggedWorld(played, registry, costWeight);
        this.unrewarded = new LoggedWorld(played, registry, costWeight, false);
        Policies policies = world.policies(any -> data, descriptions);
        this.routers = new SimpleRouters(world, policies);
        this.describer = new RememberingDescriber(policies.describer(hops), REMEMBERED);
    }

    /** Ids of the experts. */
    List<String> experts() {
        return world.experts();
    }

    /** A router that needs no training. */
    LogEvaluation router(String kind, List<LoggedTask> on) {
        return routers.play(kind, on);
    }

    /** A version. */
    LogEvaluation evaluate(Checkpoint checkpoint, List<LoggedTask> on) {
        return LogEvaluation.of(world, on, LogTrainer.entry(checkpoint), LogTrainer.policy(checkpoint, describer));
    }

    /** Learns on the train tasks; of every tenth version, and the untrained one, the best by reward on dev. */
    Checkpoint learn(Learning learning, StudyOptions options, long seed) {
        GrpoSettings settings = learning == Learning.ATTEMPTS ? options.withoutGradient() : options.settings();
        Training training = new Training(settings, Checkpoint.untrained(PairScoringOnnx.MODEL, seed), "study");
        Best best = new Best(training.checkpoint());
        new LogTrainer(
                        learning == Learning.WITHOUT_ANSWER_REWARD ? unrewarded : world,
                        tasks.train(),
                        describer,
                        settings,
                        seed,
                        learning != Learning.WEIGHTS)
                .train(training, options.versions(), update -> {
                    if (update.checkpoint().version() % EVERY == 0 && learning != Learning.WITHOUT_ANSWER_REWARD) {
                        best.offer(update.checkpoint());
                    }
                });
        // without the answer's reward nothing tells which version is best: the last one
        return learning == Learning.WITHOUT_ANSWER_REWARD ? training.checkpoint() : best.checkpoint;
    }

    private final class Best {
        private Checkpoint checkpoint;
        private double reward;

        Best(Checkpoint start) {
            checkpoint = start;
            reward = evaluate(start, tasks.dev()).meanReward();
        }

        void offer(Checkpoint other) {
            double found = evaluate(other, tasks.dev()).meanReward();
            if (found > reward) {
                checkpoint = other;
                reward = found;
            }
        }
    }
}
