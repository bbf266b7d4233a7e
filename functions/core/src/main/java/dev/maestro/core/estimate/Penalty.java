package dev.maestro.core.estimate;

import dev.maestro.schema.wire.Usage;

/**
 * What a call costs, in units of being right: {@code lambda * min(1.5, c / 1000) + 0.03} for c milliseconds. The
 * constant is the price of a step.
 */
public final class Penalty {

    /** What a CPU-second is worth, so that money and CPU time are one number. */
    public static final double MICRO_USD_PER_CPU_SECOND = 14;

    static final double DEAREST_SECONDS = 1.5;
    static final double STEP = 0.03;

    private Penalty() {}

    /**
     * The penalty.
     *
     * @param costWeight lambda, 0 or more
     * @param costMillis see {@link #costMillis}
     */
    public static double of(double costWeight, double costMillis) {
        return costWeight * Math.min(DEAREST_SECONDS, costMillis / 1000) + STEP;
    }

    /** CPU milliseconds of a call, or those that its price would buy when that is more. */
    public static double costMillis(Usage usage) {
        return Math.max(usage.cpuMillis(), usage.costMicroUsd() / MICRO_USD_PER_CPU_SECOND * 1000);
    }
}
