package dev.maestro.local.train;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./maestro train --json} writes.
 *
 * @param seed of the run
 * @param dev the chosen version on the dev split
 * @param test the same on the test split, and whether it beats the router
 * @param baselines on the test split
 * @param oracle share of the test tasks that some pair, or two hops, got right; null when there are none
 * @param seconds of learning
 * @param secondsTo95 from an outcome log that was just read until a version had 95 % of the last one's dev accuracy, every
 *     tenth version being evaluated; null when nothing was evaluated
 * @param trajectories learned from
 * @param dropped episodes not learned from
 * @param weightsSha256 of the chosen version
 * @param version that was chosen, by mean reward on dev
 * @param newest last version that was made
 */
public record TrainReport(
        long seed,
        @Nullable Measured dev,
        @Nullable Measured test,
        List<Baseline> baselines,
        @Nullable Double oracle,
        double seconds,
        @Nullable Double secondsTo95,
        long trajectories,
        int dropped,
        String weightsSha256,
        long version,
        long newest) {

    public TrainReport {
        baselines = List.copyOf(baselines);
    }

    /**
     * How a version did.
     *
     * @param interval95 of the accuracy, Wilson
     * @param reward mean, cost taken off
     * @param onlyPolicy tasks that only it, and not the router, got right
     * @param onlyRouter the other way about
     * @param p of McNemar's test against the router
     * @param gain mean reward more than the router's
     * @param gain95 its interval, bootstrap
     */
    public record Measured(
            int n,
            double accuracy,
            List<Double> interval95,
            double cpuMillis,
            double reward,
            int onlyPolicy,
            int onlyRouter,
            double p,
            double gain,
            List<Double> gain95) {}

    /** A simple router on the test split. */
    public record Baseline(String name, double accuracy, List<Double> interval95, double cpuMillis, double reward) {}
}
