package dev.maestro.core.evaluate.item;

import dev.maestro.core.task.EpisodeIds;

/** Seeds that depend on their parts alone. */
public final class Seeds {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Seeds() {}

    /** The seed of an item, the same for every policy. */
    public static long of(long base, String set, String id) {
        long hash = FNV_OFFSET;
        String text = set + '\n' + id;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return EpisodeIds.seed(base ^ hash, 0);
    }
}
