package dev.maestro.core.decide;

import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Purpose;
import java.util.SplittableRandom;

/**
 * How a policy chooses among its candidates.
 *
 * @param temperature 0 for the best candidate, 1 for sampling from the policy's distribution
 * @param seed of this one decision
 */
public record Sampling(double temperature, long seed) {

    /** Greedy, but for rollouts to learn from; the seed depends on the episode's seed and step alone. */
    public static Sampling of(EpisodeState state) {
        double temperature = state.task().purpose() == Purpose.TRAIN ? 1 : 0;
        long mixed = state.seed() * 0x9E3779B97F4A7C15L + state.steps().size();
        return new Sampling(temperature, new SplittableRandom(mixed).nextLong());
    }

    /** A generator for this decision. */
    public SplittableRandom random() {
        return new SplittableRandom(seed);
    }
}
