package dev.maestro.core.promote;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.registry.Digest;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.CheckpointStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The version of a policy that Maestro comes with, as the first one of an object store. After an upgrade it takes the place
 * of an older one that Maestro came with, but of none that somebody trained on, promoted, or gave.
 *
 * <p>The order is: the checkpoint, the model server's copy, the note that both are there. After a kill between two of these
 * the next start does all of it again.
 */
public final class ShippedVersion {

    private final ObjectStore objects;
    private final String policyId;
    private final byte[] bytes;
    private final CheckpointStore checkpoints;
    private final String note;

    /** Writes the model server's copy of a version. */
    @FunctionalInterface
    public interface Copy {

        /** Writes it. */
        void write(Checkpoint version) throws IOException;
    }

    /**
     * Makes one. The checkpoint is read only when it has to be put in place, so a start costs little.
     *
     * @param objects of the home or cluster
     * @param bytes the checkpoint of version 1, as Maestro comes with it
     */
    public ShippedVersion(ObjectStore objects, String policyId, byte[] bytes) {
        this.objects = objects;
        this.policyId = policyId;
        this.bytes = bytes.clone();
        this.checkpoints = new CheckpointStore(objects, policyId);
        this.note = "training/" + policyId + "/first-shipped";
    }

    /**
     * Puts it in place where it may be.
     *
     * @return whether it was put there now
     * @throws TerminalException {@code damaged-checkpoint}
     */
    public boolean give(Copy copy) throws IOException {
        String digest = Digest.of(bytes);
        Optional<byte[]> first = checkpoints.givenFirst();
        if (first.isPresent() && !mayReplace(first.get(), digest)) {
            return false;
        }
        Checkpoint shipped = Checkpoint.read("that is shipped", bytes);
        if (shipped.version() != Checkpoint.FIRST || !shipped.policyId().equals(policyId)) {
            throw new IllegalArgumentException("what is shipped is version 1 of " + policyId + ", was version "
                    + shipped.version() + " of " + shipped.policyId());
        }
        checkpoints.replaceFirst(shipped);
        copy.write(shipped);
        objects.put(note, digest.getBytes(StandardCharsets.UTF_8));
        return true;
    }

    private boolean mayReplace(byte[] first, String digest) throws IOException {
        Optional<String> noted = objects.get(note).map(text -> new String(text, StandardCharsets.UTF_8));
        String there = Digest.of(first);
        if (there.equals(digest)) {
            return noted.filter(digest::equals).isEmpty(); // else it is there already, and so is the copy
        }
        boolean ofMaestro = noted.filter(there::equals).isPresent() || isUntrained(first);
        return ofMaestro && checkpoints.isFresh() && !new ServingStore(objects).isChosen(policyId);
    }

    /**
     * What Maestro came with before anything was shipped, in whatever bytes that release wrote it. A damaged one is left for
     * its owner to see.
     */
    private static boolean isUntrained(byte[] first) {
        try {
            return !Checkpoint.read("first of this home", first).isTrained();
        } catch (TerminalException damaged) {
            return false;
        }
    }
}
