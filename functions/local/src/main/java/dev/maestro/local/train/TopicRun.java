package dev.maestro.local.train;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.core.train.GrpoSettings;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.core.train.Replay;
import dev.maestro.core.train.Training;
import dev.maestro.core.train.Trajectories;
import dev.maestro.core.train.Trajectory;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.schema.event.PolicyTrained;
import dev.maestro.schema.event.TrainingManifest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns from rewarded episodes in the topic: folds them into groups afresh, and beside that follows the manifests of
 * the versions that were made live, whose weights must come out the same to the bit.
 */
public final class TopicRun {

    private final FlowSession session;
    private final GrpoSettings settings;
    private final String codeRevision;

    public TopicRun(FlowSession session, GrpoSettings settings, String codeRevision) {
        this.session = session;
        this.settings = settings;
        this.codeRevision = codeRevision;
    }

    /**
     * What came of it.
     *
     * @param read rewarded episodes
     * @param seconds of reading, grouping and learning
     * @param unreadable records that are no events
     * @param followed a line for each live version: whether its weights came out the same
     * @param isFaithful whether all did
     */
    public record Result(
            TrainReport report,
            Checkpoint checkpoint,
            LearningCurve curve,
            long read,
            double seconds,
            int unreadable,
            List<String> followed,
            boolean isFaithful) {}

    /** Reads, learns and compares. */
    public Result run(String since) throws IOException {
        CheckpointStore store = new CheckpointStore(session.objects(), PairScoringOnnx.MODEL);
        Training training = new Training(settings, store.first(PairScoringOnnx.MODEL), codeRevision);
        Map<String, Trajectory> trajectories = new HashMap<>();
        LearningCurve curve = new LearningCurve();
        long[] counts = new long[2];
        long start = System.nanoTime();
        int unreadable = new TopicReader(session.address().kafka()).read(since, training::read, reading -> {
            counts[0]++;
            if (reading instanceof Trajectories.Usable usable) {
                trajectories.merge(
                        usable.trajectory().episodeId(),
                        usable.trajectory(),
                        (a, b) -> a.attempt() >= b.attempt() ? a : b);
            }
            training.take(reading, Instant.EPOCH).ifPresent(plan -> {
                Training.Update update = training.learn(plan);
                counts[1] += update.trajectories();
                curve.add(update, waste(training));
            });
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        List<String> followed = new ArrayList<>();
        boolean faithful = follow(store, trajectories, followed);
        Checkpoint checkpoint = training.checkpoint();
        TrainReport report = new TrainReport(
                0,
                null,
                null,
                List.of(),
                null,
                seconds,
                null,
                counts[1],
                waste(training),
                checkpoint.weightsSha256(),
                checkpoint.version(),
                checkpoint.version());
        return new Result(report, checkpoint, curve, counts[0], seconds, unreadable, followed, faithful);
    }

    private static int waste(Training training) {
        return training.book().waste().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static boolean follow(CheckpointStore store, Map<String, Trajectory> trajectories, List<String> lines)
            throws IOException {
        boolean faithful = true;
        for (PolicyTrained live : store.versions()) {
            TrainingManifest manifest = store.manifest(live.version()).orElseThrow();
            try {
                Checkpoint base = store.checkpoint(live.policyId(), manifest.baseVersion());
                Checkpoint again = Replay.follow(base, List.of(manifest), trajectories);
                boolean same = again.weightsSha256().equals(live.weightsSha256());
                faithful &= same;
                lines.add("version " + live.version() + " by its manifest: "
                        + (same ? "the same weights to the bit" : "OTHER weights, " + again.weightsSha256()));
            } catch (TerminalException e) {
                lines.add("version " + live.version() + " cannot be followed: " + e.getMessage());
            }
        }
        return faithful;
    }
}
