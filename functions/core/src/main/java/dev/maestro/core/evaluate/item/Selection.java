package dev.maestro.core.evaluate.item;

import org.jspecify.annotations.Nullable;

/**
 * Which items of a set are run.
 *
 * @param limit at most so many, drawn at random; 0 for all
 * @param seed of the draw
 * @param split only items whose split is this; null for all
 * @param half only items of this half; null for both
 */
public record Selection(
        int limit,
        long seed,
        @Nullable String split,
        @Nullable Half half) {

    /** Everything. */
    public static final Selection ALL = new Selection(0, 1, null, null);

    public Selection {
        if (limit < 0) {
            throw new IllegalArgumentException("limit must be 0 or more, was " + limit);
        }
    }
}
