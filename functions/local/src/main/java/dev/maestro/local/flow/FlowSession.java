package dev.maestro.local.flow;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.runtime.registry.StoredRegistries;

/**
 * A flow that runs, in this process or another, as a command sees it.
 *
 * @param home its folder
 * @param address where it can be reached
 * @param isHosted true when it runs in this process and ends with the command
 * @param objects its object store
 * @param registries its registries
 */
public record FlowSession(
        Home home, RunFile address, boolean isHosted, ObjectStore objects, StoredRegistries registries) {

    /** A new client; close it. */
    public FlowClient client() {
        return new FlowClient(address.kafka());
    }
}
