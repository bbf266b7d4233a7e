package dev.maestro.local.bench;

import java.util.List;

/**
 * Percentiles of a sample, by nearest rank; all 0 for an empty one.
 *
 * @param p50 median
 * @param p95 95th percentile
 * @param p99 99th percentile
 */
public record Percentiles(double p50, double p95, double p99) {

    /** Of nanoseconds, in milliseconds. */
    static Percentiles ofNanos(List<Long> nanos) {
        double[] millis =
                nanos.stream().mapToDouble(value -> value / 1e6).sorted().toArray();
        return new Percentiles(rank(millis, 0.50), rank(millis, 0.95), rank(millis, 0.99));
    }

    private static double rank(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
