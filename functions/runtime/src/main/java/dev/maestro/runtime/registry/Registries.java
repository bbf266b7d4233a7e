package dev.maestro.runtime.registry;

import dev.maestro.core.registry.RegistrySnapshot;

/** Registry snapshots. Thread-safe. */
public interface Registries {

    /** The snapshot that new episodes are pinned to. */
    RegistrySnapshot current();

    /**
     * A snapshot that an episode is pinned to.
     *
     * @param digest {@code sha256:<hex>}
     * @throws dev.maestro.core.episode.TerminalException {@code registry-lost} when it is not stored
     */
    RegistrySnapshot snapshot(String digest);
}
