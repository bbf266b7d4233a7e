package dev.maestro.local.command.train;

import dev.maestro.core.train.CheckpointStore;
import dev.maestro.core.train.GrpoSettings;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.lab.tasks.TaskGenerator;
import dev.maestro.lab.tasks.family.Split;
import dev.maestro.local.calibrate.CalibrationItem;
import dev.maestro.local.command.data.OwnTasks;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.local.flow.RunFile;
import dev.maestro.local.train.LearningCurve;
import dev.maestro.local.train.LiveRun;
import dev.maestro.local.train.TrainReport;
import dev.maestro.schema.event.PolicyTrained;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** {@code train} through the flow: asks it for rollouts, and shows each version that comes of them. */
final class FlowTraining {

    private static final int VERSIONS = 3;

    private final FlowSession session;
    private final TrainOutput output;
    private final OwnTasks own;
    private final long seed;

    /**
     * Makes one.
     *
     * @param own tasks of the user; empty for made ones
     */
    FlowTraining(FlowSession session, TrainOutput output, OwnTasks own, long seed) {
        this.session = session;
        this.output = output;
        this.own = own;
        this.seed = seed;
    }

    /**
     * Collects and learns.
     *
     * @param updates versions to make; null for as many as usual
     * @param patience how long nothing may move
     * @return exit status: 1 when training stood still
     * @throws UserException when a flow that runs already would never learn from such rollouts
     */
    int run(@Nullable Integer updates, GrpoSettings settings, Duration patience)
            throws IOException, InterruptedException {
        if (!session.isHosted()) {
            check(session.address(), settings);
        }
        IntFunction<CalibrationItem> tasks =
                own.isEmpty() ? this::generated : index -> own.get(Math.floorMod(index, own.size()));
        int versions = updates == null ? VERSIONS : updates;
        LearningCurve curve = new LearningCurve();
        List<PolicyTrained> made = new ArrayList<>();
        long start = System.nanoTime();
        String run = "train-" + Long.toString(System.currentTimeMillis(), 36);
        LiveRun live = new LiveRun(session, run, settings.batchGroups(), settings.groupSize(), patience);
        try {
            live.run(tasks, seed, versions, trained -> {
                made.add(trained);
                curve.add(new LearningCurve.Point(
                        trained.version(),
                        trained.meanReward(),
                        trained.entropy(),
                        trained.clipped(),
                        trained.meanStaleness(),
                        0,
                        trained.trajectories()));
                System.out.printf(
                        Locale.ROOT,
                        "version %d: reward %.3f, entropy %.2f, staleness %.1f, clipped %.2f, %d rollouts%n",
                        trained.version(),
                        trained.meanReward(),
                        trained.entropy(),
                        trained.meanStaleness(),
                        trained.clipped(),
                        trained.trajectories());
            });
        } catch (LiveRun.StandstillException e) {
            System.err.println("maestro: " + e.getMessage());
            return 1;
        }
        return finish(curve, made, (System.nanoTime() - start) / 1e9);
    }

    /** The learner of a flow that runs already has settings of its own: batches of another size would wait for ever. */
    private static void check(RunFile running, GrpoSettings wanted) {
        RunFile.Learner there = running.learner();
        if (there != null
                && !there.equals(
                        new RunFile.Learner(wanted.batchGroups(), wanted.groupSize(), wanted.learningRate()))) {
            throw new UserException(String.format(
                    Locale.ROOT,
                    "The maestro that runs on this home (process %d) learns with --batch-groups %d --rollouts %d"
                            + " --learning-rate %s. Use these, or stop it: without it, this command starts a learner"
                            + " of its own.",
                    running.pid(),
                    there.batchGroups(),
                    there.groupSize(),
                    Double.toString(there.learningRate())));
        }
    }

    private int finish(LearningCurve curve, List<PolicyTrained> made, double seconds) throws IOException {
        CheckpointStore store = new CheckpointStore(session.objects(), PairScoringOnnx.MODEL);
        long version = made.getLast().version();
        int waste = store.manifest(version)
                .map(manifest -> manifest.waste().stream()
                        .mapToInt(count -> count.count())
                        .sum())
                .orElse(0);
        TrainReport report = new TrainReport(
                seed,
                null,
                null,
                List.of(),
                null,
                seconds,
                null,
                made.stream().mapToLong(PolicyTrained::trajectories).sum(),
                waste,
                made.getLast().weightsSha256(),
                version,
                version);
        Path page = output.write(session, null, curve, report);
        System.out.println("weights " + report.weightsSha256() + "; plots: " + page);
        System.out.println("./maestro policy list shows the versions and which one decides.");
        return 0;
    }

    private CalibrationItem generated(int index) {
        return CalibrationItem.of(new TaskGenerator().task(Split.TRAIN, seed, index));
    }
}
