package dev.maestro.core.promote;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import java.io.IOException;

/** Where it stands which versions decide: one small object a policy. Thread-safe. */
public final class ServingStore {

    private final ObjectStore objects;

    public ServingStore(ObjectStore objects) {
        this.objects = objects;
    }

    private static String name(String policyId) {
        return "policies/" + policyId + "/serving";
    }

    /**
     * Which versions decide.
     *
     * @param otherwise when nothing was ever promoted: the version of the registry
     */
    public Serving of(String policyId, long otherwise) throws IOException {
        return objects.get(name(policyId))
                .map(bytes -> Json.read(Serving.class, bytes, "malformed-serving"))
                .orElseGet(() -> Serving.only(policyId, otherwise));
    }

    /** Whether anybody ever chose a version: by promotion, or by hand. */
    public boolean isChosen(String policyId) throws IOException {
        return objects.get(name(policyId)).isPresent();
    }

    /** Makes it so from the next episode on. */
    public void put(Serving serving) throws IOException {
        objects.put(name(serving.policyId()), Json.bytes(serving));
    }
}
