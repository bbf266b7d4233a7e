package dev.maestro.core.decide;

import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.wire.EpisodeState;

/** Describes the candidates of a decision by numbers. Pure: the same state gives the same description. Thread-safe. */
@FunctionalInterface
public interface Describer {

    /** The candidates of the next decision of an episode whose steps are complete. */
    Described describe(EpisodeState state, RegistrySnapshot registry);
}
