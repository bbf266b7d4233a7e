package dev.maestro.runtime.kafka;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a process that works off its topics has nothing left to do: what a job needs that is started by the lag of its
 * topics (a KEDA ScaledJob), and must end by itself. Not thread-safe.
 */
final class IdleExit {

    private final long quietNanos;
    private long activity = -1;
    private @Nullable Long since;

    /**
     * Makes one.
     *
     * @param quiet how long nothing may have happened, above 0
     */
    IdleExit(Duration quiet) {
        if (quiet.isZero() || quiet.isNegative()) {
            throw new IllegalArgumentException("maestro.kafka.exit-when-idle must be above 0, was " + quiet);
        }
        quietNanos = quiet.toNanos();
    }

    /**
     * Whether it is time to go.
     *
     * @param idle whether every lane has its partitions, and nothing waits or runs in any
     * @param seen grows, or at least changes, with each delivered batch
     * @param nanos of a monotonic clock
     */
    boolean isDue(boolean idle, long seen, long nanos) {
        if (!idle || seen != activity || since == null) {
            activity = seen;
            since = idle ? Long.valueOf(nanos) : null;
            return false;
        }
        return nanos - since >= quietNanos;
    }
}
