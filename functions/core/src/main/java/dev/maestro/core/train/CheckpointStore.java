package dev.maestro.core.train;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.experience.Experience;
import dev.maestro.schema.event.PolicyTrained;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TrainingManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What training keeps in the object store, by policy: the training log (rewarded episodes in the order in which they
 * were taken up, entry after entry), a manifest, a checkpoint and the fact of training for each version. First writer
 * wins, so a second trainer, or a learner killed half-way, comes to the same versions. Thread-safe.
 */
public final class CheckpointStore {

    private final ObjectStore objects;
    private final String root;

    public CheckpointStore(ObjectStore objects, String policyId) {
        this.objects = objects;
        this.root = "training/" + policyId + "/";
    }

    /** Appends to the training log at the first free entry from {@code from} on; gives the entry. */
    public long append(long from, RewardAssigned event) throws IOException {
        long entry = from;
        byte[] bytes = Json.bytes(event);
        while (!objects.putIfAbsent(root + "log/" + entry, bytes)) {
            entry++;
        }
        return entry;
    }

    /** An entry of the training log. */
    public Optional<RewardAssigned> entry(long number) throws IOException {
        return objects.get(root + "log/" + number)
                .map(bytes -> Json.read(RewardAssigned.class, bytes, "malformed-training-log"));
    }

    /** Writes the manifest of a version; gives the one that stands. */
    public TrainingManifest manifest(TrainingManifest wanted) throws IOException {
        return objects.putIfAbsent(manifestName(wanted.version()), Json.bytes(wanted))
                ? wanted
                : manifest(wanted.version()).orElseThrow();
    }

    private String manifestName(long version) {
        return root + "manifests/" + version;
    }

    /** The manifest of a version. */
    public Optional<TrainingManifest> manifest(long version) throws IOException {
        return objects.get(manifestName(version))
                .map(bytes -> Json.read(TrainingManifest.class, bytes, "malformed-manifest"));
    }

    /** Stores a checkpoint; gives its digest. */
    public String put(Checkpoint checkpoint) throws IOException {
        return objects.putContent(checkpoint.bytes());
    }

    /** Makes a version known; from then on it is there. Gives the fact that stands. */
    public PolicyTrained commit(PolicyTrained fact) throws IOException {
        String name = root + "trained/" + fact.version();
        return objects.putIfAbsent(name, Json.bytes(fact))
                ? fact
                : trained(fact.version()).orElseThrow();
    }

    /** The fact that a version was trained. */
    public Optional<PolicyTrained> trained(long version) throws IOException {
        return objects.get(root + "trained/" + version)
                .map(bytes -> Json.read(PolicyTrained.class, bytes, "malformed-policy-trained"));
    }

    /** The versions that were trained, oldest first. */
    public List<PolicyTrained> versions() throws IOException {
        List<PolicyTrained> versions = new ArrayList<>();
        Optional<PolicyTrained> next = trained(Checkpoint.FIRST + 1);
        while (next.isPresent()) {
            versions.add(next.get());
            next = trained(next.get().version() + 1);
        }
        return versions;
    }

    /** The checkpoint that training begins with, when one was given; else untrained weights. */
    public Checkpoint first(String policyId) throws IOException {
        Optional<byte[]> given = givenFirst();
        return given.isPresent() ? Checkpoint.read(root + "first", given.get()) : Checkpoint.untrained(policyId, 1);
    }

    /** The bytes of the checkpoint that training begins with, when one was given. */
    public Optional<byte[]> givenFirst() throws IOException {
        return objects.get(root + "first");
    }

    /** Whether nothing was ever learned from here: neither an entry of the training log nor a version. */
    public boolean isFresh() throws IOException {
        return objects.get(root + "log/0").isEmpty()
                && trained(Checkpoint.FIRST + 1).isEmpty();
    }

    /** Gives another checkpoint to begin training with; only right where the store is fresh. */
    public void replaceFirst(Checkpoint checkpoint) throws IOException {
        objects.put(root + "first", checkpoint.bytes());
    }

    /** Gives the checkpoint that training begins with, unless one was given before. */
    public void giveFirst(Checkpoint checkpoint) throws IOException {
        objects.putIfAbsent(root + "first", checkpoint.bytes());
    }

    /**
     * What a version remembers; nothing when this store does not know it, as with a model that stands on the model
     * server alone.
     *
     * @throws TerminalException {@code damaged-checkpoint}
     */
    public Experience experience(String policyId, String version) throws IOException {
        if (!version.matches("[1-9][0-9]{0,8}")) {
            return Experience.NONE;
        }
        long number = Long.parseLong(version);
        boolean isKnown = number == Checkpoint.FIRST || trained(number).isPresent();
        return isKnown ? checkpoint(policyId, number).experience() : Experience.NONE;
    }

    /**
     * A version's checkpoint.
     *
     * @throws TerminalException {@code unknown-version}, {@code damaged-checkpoint}
     */
    public Checkpoint checkpoint(String policyId, long version) throws IOException {
        if (version == Checkpoint.FIRST) {
            return first(policyId);
        }
        PolicyTrained fact = trained(version)
                .orElseThrow(() -> new TerminalException(
                        "unknown-version",
                        "There is no version " + version + " of " + policyId + "; see ./maestro policy list."));
        byte[] bytes = objects.get(fact.checkpoint())
                .orElseThrow(() -> new TerminalException(
                        "checkpoint-lost",
                        "The checkpoint of version " + version + " of " + policyId
                                + " is not in the object store; train again, or roll back."));
        Checkpoint checkpoint = Checkpoint.read("of version " + version, bytes);
        if (!checkpoint.weightsSha256().equals(fact.weightsSha256())) {
            throw new TerminalException(
                    "damaged-checkpoint",
                    "The checkpoint of version " + version + " of " + policyId
                            + " has other weights than were trained; it is not used.");
        }
        return checkpoint;
    }
}
