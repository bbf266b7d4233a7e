package dev.maestro.core.promote;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import java.io.IOException;
import java.util.Optional;

/** Decisions about the versions of a policy: one small object each, which is never written over. Thread-safe. */
public final class DecisionStore {

    private static final byte[] DONE = new byte[0];

    private final ObjectStore objects;
    private final String root;

    /** Of a policy. */
    public DecisionStore(ObjectStore objects, String policyId) {
        this.objects = objects;
        this.root = "policies/" + policyId + "/decided/";
    }

    /** The decision about a version; empty while it waits. */
    public Optional<Decision> of(long version) throws IOException {
        return objects.get(root + version).map(bytes -> Json.read(Decision.class, bytes, "malformed-decision"));
    }

    /** Decides, unless that was done before; gives the decision that stands. */
    public Decision decide(long version, Decision decision) throws IOException {
        return objects.putIfAbsent(root + version, Json.bytes(decision))
                ? decision
                : of(version).orElseThrow();
    }

    /** Whether a promotion took effect, so that coming again it must not undo what was done since. */
    public boolean isInEffect(long version) throws IOException {
        return objects.get(root + version + "-in-effect").isPresent();
    }

    /** Notes that a promotion took effect. */
    public void tookEffect(long version) throws IOException {
        objects.putIfAbsent(root + version + "-in-effect", DONE);
    }
}
