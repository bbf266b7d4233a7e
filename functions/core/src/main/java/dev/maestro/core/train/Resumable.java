package dev.maestro.core.train;

import dev.maestro.schema.event.PolicyTrained;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TrainingManifest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Training that survives a kill at any moment. Order of what is written: entry of the training log, manifest, checkpoint,
 * the fact of training; each first-writer-wins. What is found half-done at the start is done again, to the same bits.
 * Not thread-safe.
 */
public final class Resumable {

    /** Entries before the last manifest's that are read again at the start: those of groups that were open then. */
    private static final long READ_AGAIN = 4096;

    private final CheckpointStore store;
    private final GrpoSettings settings;
    private final String codeRevision;
    private final Training training;
    private long next;

    /**
     * Goes on where the store says.
     *
     * @param codeRevision for manifests
     */
    public Resumable(CheckpointStore store, String policyId, GrpoSettings settings, String codeRevision)
            throws IOException {
        this.store = store;
        this.settings = settings;
        this.codeRevision = codeRevision;
        List<PolicyTrained> versions = store.versions();
        Checkpoint start = versions.isEmpty()
                ? store.first(policyId)
                : store.checkpoint(policyId, versions.getLast().version());
        Training resumed = new Training(settings, start, codeRevision);
        Optional<TrainingManifest> halfDone = store.manifest(start.version() + 1);
        this.training = halfDone.isPresent() ? finish(resumed, halfDone.get()) : resumed;
        readAgain();
    }

    /** What came of an update, as events. */
    public record Made(TrainingManifest manifest, PolicyTrained trained) {}

    /** Does the update of a manifest whose version was never made. */
    private Training finish(Training resumed, TrainingManifest manifest) throws IOException {
        make(resumed, new Training.Plan(manifest, groups(manifest)));
        return new Training(settings, resumed.checkpoint(), codeRevision);
    }

    /** The groups that a manifest names, from the training log. */
    private List<GroupBook.Group> groups(TrainingManifest manifest) throws IOException {
        Set<String> wanted = manifest.groups().stream()
                .flatMap(group -> group.episodeIds().stream())
                .collect(Collectors.toSet());
        Map<String, Trajectory> found = new HashMap<>();
        long entry = manifest.position() - 1;
        while (entry >= 0 && !found.keySet().containsAll(wanted)) {
            store.entry(entry)
                    .map(event -> Trajectories.read(event, manifest.policyId()))
                    .filter(Trajectories.Usable.class::isInstance)
                    .map(reading -> ((Trajectories.Usable) reading).trajectory())
                    .filter(trajectory -> wanted.contains(trajectory.episodeId()))
                    .ifPresent(trajectory -> found.merge(
                            trajectory.episodeId(), trajectory, (a, b) -> a.attempt() >= b.attempt() ? a : b));
            entry--;
        }
        return Replay.groups(manifest, found);
    }

    private void readAgain() throws IOException {
        long position = training.checkpoint().position();
        long entry = Math.max(0, position - READ_AGAIN);
        for (long version = training.checkpoint().version();
                version > Checkpoint.FIRST && version > training.checkpoint().version() - 64;
                version--) {
            store.manifest(version).ifPresent(manifest -> manifest.groups().forEach(training.book()::used));
        }
        Optional<RewardAssigned> event = store.entry(entry);
        while (event.isPresent()) {
            Optional<Training.Plan> plan = training.take(event.get(), Instant.EPOCH);
            if (plan.isPresent()) {
                make(training, plan.get());
            }
            entry++;
            event = store.entry(entry);
        }
        next = entry;
        training.at(next);
    }

    /**
     * Takes up a rewarded episode.
     *
     * @return the version that was made, if one was
     */
    public Optional<Made> take(RewardAssigned event, Instant now) throws IOException {
        long entry = store.append(next, event);
        while (next < entry) {
            RewardAssigned other = store.entry(next).orElseThrow();
            next++;
            Optional<Training.Plan> plan = training.take(other, now);
            if (plan.isPresent()) {
                make(training, plan.get());
            }
        }
        next = entry + 1;
        Optional<Training.Plan> plan = training.take(event, now);
        return plan.isPresent() ? Optional.of(make(training, plan.get())) : Optional.empty();
    }

    private Made make(Training learner, Training.Plan plan) throws IOException {
        TrainingManifest stands = store.manifest(plan.manifest());
        Training.Plan followed = stands.equals(plan.manifest()) ? plan : new Training.Plan(stands, groups(stands));
        Training.Update update = learner.learn(followed);
        String digest = store.put(update.checkpoint());
        PolicyTrained fact = store.commit(new PolicyTrained(
                stands.policyId(),
                stands.version(),
                digest,
                update.checkpoint().weightsSha256(),
                update.trajectories(),
                update.meanReward(),
                update.result().entropy(),
                update.meanStaleness(),
                update.result().clipped(),
                stands.writtenAt()));
        return new Made(stands, fact);
    }

    /** The newest version with its manifest, to be published again after a start: events with a known id change nothing. */
    public Optional<Made> newest() throws IOException {
        long version = training.checkpoint().version();
        Optional<TrainingManifest> manifest = store.manifest(version);
        Optional<PolicyTrained> fact = store.trained(version);
        return manifest.isPresent() && fact.isPresent()
                ? Optional.of(new Made(manifest.get(), fact.get()))
                : Optional.empty();
    }

    /** The learner. */
    public Training training() {
        return training;
    }

    /** All manifests, oldest first. */
    public List<TrainingManifest> manifests() throws IOException {
        List<TrainingManifest> all = new ArrayList<>();
        Optional<TrainingManifest> manifest = store.manifest(Checkpoint.FIRST + 1);
        while (manifest.isPresent()) {
            all.add(manifest.get());
            manifest = store.manifest(manifest.get().version() + 1);
        }
        return all;
    }
}
