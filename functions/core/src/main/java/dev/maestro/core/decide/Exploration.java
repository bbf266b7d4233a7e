package dev.maestro.core.decide;

import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Purpose;

/**
 * How often a rollout to learn from takes any candidate whatever the policy thinks: 12 % at version 0, falling in a
 * straight line to nothing at version 300. Without it hops that pay only together are never found.
 */
final class Exploration {

    private static final double FIRST = 0.12;
    private static final double LAST_VERSION = 300;

    private Exploration() {}

    /** The share; 0 unless the episode is to be learned from. */
    static double share(EpisodeState state) {
        if (state.task().purpose() != Purpose.TRAIN) {
            return 0;
        }
        return FIRST * Math.max(0, 1 - number(state.policyVersion()) / LAST_VERSION);
    }

    private static double number(String version) {
        return version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : 0;
    }
}
