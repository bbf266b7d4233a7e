package dev.maestro.core.decide;

import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;

/** Chooses the next action of an episode. Keeps nothing between calls. Thread-safe. */
public interface Policy {

    /**
     * The next action.
     *
     * @param state the episode so far; its last step, if any, is complete
     * @param registry the snapshot that the episode is pinned to
     * @param sampling how to choose
     */
    Decision next(EpisodeState state, RegistrySnapshot registry, Sampling sampling);
}
