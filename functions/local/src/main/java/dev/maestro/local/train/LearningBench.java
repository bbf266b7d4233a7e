package dev.maestro.local.train;

import com.sun.management.OperatingSystemMXBean;
import dev.maestro.core.decide.Describer;
import dev.maestro.core.decide.Policies;
import dev.maestro.core.decide.Policy;
import dev.maestro.core.decide.Sampling;
import dev.maestro.core.episode.Json;
import dev.maestro.core.experience.Attempt;
import dev.maestro.core.experience.Experience;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.Batches;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.GrpoSettings;
import dev.maestro.core.train.LogTrainer;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedWorld;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.core.train.Training;
import dev.maestro.core.train.Trajectories;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Purpose;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How fast the learning side reads and decides, on made-up outcomes over the embedded registry's pairs. */
public final class LearningBench {

    private static final GrpoSettings SETTINGS = GrpoSettings.DEFAULT;
    private static final int CALIBRATED = 400;
    /** For all of 100 and of 10,000 candidates: more outcomes do not fit beside the rest into 512 MB. */
    private static final int CALIBRATED_AMONG_MANY = 155;

    private static final int TASKS = 700;
    private static final int EPISODES = 8192;

    /** As many bytes as two polls of a consumer hold: a replay streams its log, and never holds it whole. */
    private static final int REPLAYED = 4096;

    private static final int PASSES = 12;
    private static final int DECISIONS = 200;
    private static final int FEW = 100;
    private static final int MANY = 10_000;
    private static final double COST_WEIGHT = 0.1;

    /**
     * What was measured.
     *
     * @param replayPerSecond trajectories read from JSON, grouped and scored in a second, best of twelve passes
     * @param replayCpuMicros CPU time of this process for one of them, in that pass
     * @param episodeKilobytes mean size of such an episode
     * @param decisionMillis median of a first decision without memory
     * @param rememberingMillis the same with a full memory of attempts
     * @param remembered attempts in it
     * @param fewMillis median of a first decision among 100 candidates without memory
     * @param manyMillis the same among 10,000
     * @param fewRememberingMillis among 100 with a full memory
     * @param manyRememberingMillis the same among 10,000
     */
    public record Report(
            double replayPerSecond,
            double replayCpuMicros,
            double episodeKilobytes,
            double decisionMillis,
            double rememberingMillis,
            int remembered,
            double fewMillis,
            double manyMillis,
            double fewRememberingMillis,
            double manyRememberingMillis) {

        /** Cost of a decision among 10,000 candidates over one among 100, without memory. */
        public double candidatesRatio() {
            return manyMillis / fewMillis;
        }

        /** The same with a full memory. */
        public double rememberingRatio() {
            return manyRememberingMillis / fewRememberingMillis;
        }
    }

    private record Speed(double perSecond, double cpuMicros) {}

    private LearningBench() {}

    /** Measures; takes about half a minute on an idle machine. */
    public static Report run() {
        RegistrySnapshot registry = RegistryLoader.snapshot(RegistryLoader.embedded());
        List<LoggedTask> tasks = MadeUpLog.tasks(registry, "train", TASKS, 2);
        LoggedWorld world = new LoggedWorld(tasks, registry, COST_WEIGHT);
        CalibrationData data = MadeUpLog.calibration(registry, CALIBRATED, 1);
        Policies policies = world.policies(any -> data);
        Checkpoint untrained = Checkpoint.untrained(PairScoringOnnx.MODEL, 1);
        Policy policy = LogTrainer.policy(untrained, policies.describer(2));
        List<byte[]> log = new ArrayList<>();
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < EPISODES; i++) {
            int group = i / SETTINGS.groupSize();
            LoggedTask task = tasks.get(group % tasks.size());
            EpisodeState start = world.start(
                    task, LogTrainer.entry(untrained), Purpose.TRAIN, List.of(), i % SETTINGS.groupSize(), group);
            RewardAssigned event = world.play(task, start, policy);
            if (i < REPLAYED) {
                log.add(Json.bytes(event));
            }
            if (Trajectories.read(event, PairScoringOnnx.MODEL) instanceof Trajectories.Usable usable) {
                attempts.addAll(usable.trajectory().attempts());
            }
        }
        Speed replay = replay(log);
        double kilobytes =
                log.stream().mapToInt(bytes -> bytes.length).average().orElse(0) / 1000;
        log.clear();
        Checkpoint full = remembering(Experience.NONE.with(attempts));
        double[] few = among(FEW);
        double[] many = among(MANY);
        return new Report(
                replay.perSecond(),
                replay.cpuMicros(),
                kilobytes,
                decision(world, tasks, policy),
                decision(world, tasks, LogTrainer.policy(full, policies.describer(2))),
                full.experience().attempts().size(),
                few[0],
                many[0],
                few[1],
                many[1]);
    }

    private static Checkpoint remembering(Experience experience) {
        Checkpoint untrained = Checkpoint.untrained(PairScoringOnnx.MODEL, 1);
        return new Checkpoint(
                untrained.policyId(), untrained.version(), untrained.learner(), experience, 0, untrained.provenance());
    }

    private static Speed replay(List<byte[]> log) {
        Speed best = new Speed(0, 0);
        for (int pass = 0; pass < PASSES; pass++) {
            Training training = new Training(SETTINGS, Checkpoint.untrained(PairScoringOnnx.MODEL, 1), "bench");
            Batches batches = new Batches(SETTINGS);
            int[] samples = {0};
            long cpu = cpuNanos();
            long start = System.nanoTime();
            TopicReader.deliver(log, training::read, reading -> training.take(reading, Instant.EPOCH)
                    .ifPresent(
                            plan -> samples[0] += batches.samples(plan.groups()).size()));
            double seconds = (System.nanoTime() - start) / 1e9;
            if (samples[0] == 0) {
                throw new IllegalStateException("nothing was grouped");
            }
            if (log.size() / seconds > best.perSecond()) {
                best = new Speed(log.size() / seconds, (cpuNanos() - cpu) / 1e3 / log.size());
            }
        }
        return best;
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static double decision(LoggedWorld world, List<LoggedTask> tasks, Policy policy) {
        double[] millis = new double[DECISIONS];
        for (int pass = 0; pass < 2; pass++) { // the first warms up
            for (int i = 0; i < DECISIONS; i++) {
                LoggedTask task = tasks.get((pass * DECISIONS + i) % tasks.size());
                EpisodeState state = ofAllExperts(world.start(
                        task,
                        LogTrainer.entry(Checkpoint.untrained(PairScoringOnnx.MODEL, 1)),
                        Purpose.SERVE,
                        List.of(),
                        0,
                        0));
                long start = System.nanoTime();
                policy.next(state, world.registry(), Sampling.of(state));
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        return median(millis);
    }

    /** As in serving, where an episode names the experts that it may use only when the asker does. */
    private static EpisodeState ofAllExperts(EpisodeState state) {
        return new EpisodeState(
                state.episodeId(),
                state.rollout(),
                state.attempt(),
                state.task(),
                state.registryDigest(),
                state.policyId(),
                state.policyVersion(),
                state.budget(),
                state.costWeight(),
                List.of(),
                List.of(),
                state.seed(),
                state.startedAt(),
                state.deadline(),
                state.usage(),
                state.steps(),
                state.extra());
    }

    /** Medians of first decisions among so many candidates: without memory, and with a full one. */
    private static double[] among(int candidates) {
        RegistrySnapshot registry = MadeUpLog.registry(candidates);
        List<LoggedTask> tasks = MadeUpLog.tasks(MadeUpLog.registry(1), "train", TASKS, 3);
        LoggedWorld world = new LoggedWorld(tasks, registry, COST_WEIGHT);
        CalibrationData data = MadeUpLog.calibration(registry, CALIBRATED_AMONG_MANY, 4);
        Policies policies = world.policies(any -> data);
        Describer describer = policies.describer(2);
        Checkpoint full = remembering(MadeUpLog.experience(registry, tasks, 5));
        return new double[] {
            decision(world, tasks, LogTrainer.policy(remembering(Experience.NONE), describer)),
            decision(world, tasks, LogTrainer.policy(full, describer))
        };
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
