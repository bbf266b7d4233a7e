package dev.maestro.core.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.maestro.core.episode.Json;
import dev.maestro.core.experience.Attempt;
import dev.maestro.core.registry.Digest;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TrainingGroup;
import dev.maestro.schema.event.TrainingManifest;
import dev.maestro.schema.event.WasteCount;
import dev.maestro.schema.wire.DataSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A learner and what it has gathered: rewarded episodes in, manifests and checkpoints out. A fold over the training log,
 * the same live and in replay. Not thread-safe.
 *
 * <pre>
 *   reward --take--> [gathering] --enough groups--> plan (manifest) --learn--> checkpoint of the next version
 * </pre>
 */
public final class Training {

    private final GrpoSettings settings;
    private final String policyId;
    private final String codeRevision;
    private final GroupBook book;
    private final Batches batches;
    private Checkpoint checkpoint;
    private String checkpointDigest;
    private long position;

    /**
     * Starts, or goes on, from a checkpoint.
     *
     * @param codeRevision for manifests
     */
    public Training(GrpoSettings settings, Checkpoint start, String codeRevision) {
        this.settings = settings;
        this.policyId = start.policyId();
        this.codeRevision = codeRevision;
        this.book = new GroupBook(settings);
        this.batches = new Batches(settings);
        this.checkpoint = start;
        this.checkpointDigest = digest(start);
    }

    private static String digest(Checkpoint checkpoint) {
        return Digest.of(checkpoint.bytes());
    }

    /**
     * What to learn from next.
     *
     * @param manifest written before the update
     * @param groups that it names
     */
    public record Plan(TrainingManifest manifest, List<GroupBook.Group> groups) {}

    /**
     * What came of an update.
     *
     * @param checkpoint of the new version
     * @param result of the last epoch
     * @param trajectories learned from
     * @param meanReward of them
     * @param meanStaleness versions that they were behind
     */
    public record Update(
            Checkpoint checkpoint, GrpoLoss.Result result, int trajectories, double meanReward, double meanStaleness) {}

    /**
     * What a rewarded episode is to this learner. Depends on nothing that learning changes, so that many episodes can be
     * read at once; thread-safe.
     */
    public Trajectories.Reading read(RewardAssigned event) {
        Trajectories.Reading reading = Trajectories.read(event, policyId);
        return reading instanceof Trajectories.Usable usable
                ? new Trajectories.Usable(checked(usable.trajectory()))
                : reading;
    }

    /** Takes up a rewarded episode; see {@link #take(Trajectories.Reading, Instant)}. */
    public Optional<Plan> take(RewardAssigned event, Instant now) {
        return take(read(event), now);
    }

    /**
     * Takes up what was read of a rewarded episode, in the order of the log.
     *
     * @param reading by {@link #read}
     * @param now for the manifest
     * @return what to learn from, when there is enough; then {@link #learn} is called before anything else
     */
    public Optional<Plan> take(Trajectories.Reading reading, Instant now) {
        position++;
        switch (reading) {
            case Trajectories.Left left -> book.leave(left.reason());
            case Trajectories.Usable usable -> book.accept(usable.trajectory(), checkpoint.version());
        }
        return book.batch(checkpoint.version()).map(groups -> new Plan(manifest(groups, now), groups));
    }

    /** A trajectory whose features cannot be read is broken: counted, never learned from. */
    private Trajectory checked(Trajectory trajectory) {
        return batches.isReadable(trajectory) ? trajectory : trajectory.asBroken();
    }

    private TrainingManifest manifest(List<GroupBook.Group> groups, Instant now) {
        List<TrainingGroup> named = groups.stream()
                .map(group -> new TrainingGroup(
                        group.members().getFirst().taskId(),
                        group.version(),
                        group.members().stream().map(Trajectory::episodeId).toList()))
                .toList();
        return new TrainingManifest(
                checkpoint.policyId(),
                checkpoint.version() + 1,
                checkpoint.version(),
                checkpointDigest,
                position,
                settingsText(settings),
                named,
                wasteCounts(book.waste()),
                codeRevision,
                now);
    }

    static String settingsText(GrpoSettings settings) {
        try {
            return Json.mapper().writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings are plain numbers", e);
        }
    }

    /** Counts by reason, sorted. */
    public static List<WasteCount> wasteCounts(Map<Waste, Integer> waste) {
        Map<String, Integer> sorted = new TreeMap<>();
        waste.forEach((reason, count) -> sorted.put(reason.word(), count));
        return sorted.entrySet().stream()
                .map(entry -> new WasteCount(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Names a set that weights were trained on, with its licence: {@code source.NAME} = licence and digest. */
    public static void addSource(@Nullable DataSource source, Map<String, String> provenance) {
        if (source != null) {
            provenance.put("source." + source.name(), source.licence() + ", sha256 " + source.sha256());
        }
    }

    /** The update that a plan describes; makes the next version. */
    public Update learn(Plan plan) {
        Learner learner = new Learner(settings, checkpoint.learner());
        GrpoLoss.Result result = learner.update(batches.samples(plan.groups()));
        Map<String, String> provenance = new TreeMap<>(checkpoint.provenance());
        provenance.put("codeRevision", plan.manifest().codeRevision());
        provenance.put("base", plan.manifest().baseCheckpoint());
        long base = checkpoint.version();
        List<Trajectory> all = plan.groups().stream()
                .flatMap(group -> group.members().stream())
                .toList();
        all.forEach(member -> addSource(member.source(), provenance));
        List<Attempt> attempts =
                all.stream().flatMap(member -> member.attempts().stream()).toList();
        checkpoint = new Checkpoint(
                checkpoint.policyId(),
                plan.manifest().version(),
                learner.state(),
                checkpoint.experience().with(attempts),
                plan.manifest().position(),
                provenance);
        checkpointDigest = digest(checkpoint);
        return new Update(
                checkpoint,
                result,
                all.size(),
                all.stream().mapToDouble(Trajectory::reward).average().orElse(0),
                all.stream()
                        .mapToDouble(trajectory -> (double) (base - trajectory.version()))
                        .average()
                        .orElse(0));
    }

    /** The newest version. */
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** What is gathered, and what was left. */
    public GroupBook book() {
        return book;
    }

    /** Sets the count of entries taken up, after some were read again. */
    void at(long newPosition) {
        position = newPosition;
    }

    /** Entries taken up. */
    public long position() {
        return position;
    }
}
