package dev.maestro.promote;

import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.LogEvaluation;
import java.io.IOException;
import java.util.Optional;

/** Compares two versions on the same tasks. */
public interface VersionComparison {

    /**
     * The new version beside the other.
     *
     * @return empty when there is nothing to compare them on
     */
    Optional<LogEvaluation.Comparison> of(Checkpoint candidate, Checkpoint serving) throws IOException;

    /**
     * Works out beforehand what a comparison with this version will need, so that a version that is better comes to decide
     * sooner. Nothing, unless it is said how.
     */
    default void expect(Checkpoint serving) throws IOException {}
}
