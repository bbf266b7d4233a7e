package dev.maestro.runtime.registry;

import dev.maestro.core.registry.RegistrySnapshot;

/** Registry snapshots. Thread-safe. */
public interface Registries {

    /** The snapshot that new episodes are pinned to. */
    RegistrySnapshot current();

    /** The snapshot that new episodes of a tenant are pinned to: its own where it has one. */
    default RegistrySnapshot current(String tenant) {
        return current();
    }

    /**
     * A snapshot that an episode is pinned to.
     *
     * @param digest {@code sha256:<hex>}
     * @throws dev.maestro.core.episode.TerminalException {@code registry-lost} when it is not stored
     */
    RegistrySnapshot snapshot(String digest);
}
