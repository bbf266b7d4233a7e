package dev.maestro.local.study;

import java.util.List;

/**
 * What {@code ./maestro train --study} gives.
 *
 * @param calibration tasks to calibrate on
 * @param train tasks to learn from
 * @param dev tasks to choose on
 * @param test tasks reported on
 * @param pairs of the registry
 * @param baselines simple routers with the whole calibration, on test
 * @param oracle share of the test tasks that some pair, or two hops, got right
 * @param learning what learning adds, by calibration
 * @param newcomers an expert unseen in training, by expert
 * @param pooled the same, pooled by kind of expert
 * @param ablations what a policy learned from rewards alone is without a part
 */
public record StudyReport(
        int calibration,
        int train,
        int dev,
        int test,
        int pairs,
        List<Baseline> baselines,
        double oracle,
        List<Row> learning,
        List<Newcomer> newcomers,
        List<Pooled> pooled,
        List<Without> ablations) {

    public StudyReport {
        baselines = List.copyOf(baselines);
        learning = List.copyOf(learning);
        newcomers = List.copyOf(newcomers);
        pooled = List.copyOf(pooled);
        ablations = List.copyOf(ablations);
    }

    /** A router that needs no training; interval of the accuracy, Wilson; the reward is under its own cost weight. */
    public record Baseline(String name, double accuracy, List<Double> interval95, double reward, double cpuMillis) {}

    /**
     * Policies of several seeds against the router with the same calibration.
     *
     * @param name of the row
     * @param calibrated calibration tasks
     * @param router accuracy of the two-hop router
     * @param seeds by seed
     * @param accuracy mean over the seeds
     * @param gain mean reward of a task more than the router's, mean over the seeds
     * @param gain95 bootstrap over tasks
     * @param p of the mean over seeds, sign-flip permutation over tasks, two-sided
     * @param holm the same, adjusted for all rows of the table
     */
    public record Row(
            String name,
            int calibrated,
            double router,
            List<Seed> seeds,
            double accuracy,
            double gain,
            List<Double> gain95,
            double p,
            double holm) {

        Row adjusted(double newHolm) {
            return new Row(name, calibrated, router, seeds, accuracy, gain, gain95, p, newHolm);
        }
    }

    /**
     * One policy.
     *
     * @param version chosen on dev
     * @param dev its mean reward there
     * @param accuracy on test
     * @param onlyPolicy test tasks that it, and not the router, got right
     * @param onlyRouter the other way about
     * @param mcNemar exact, two-sided
     */
    public record Seed(
            long seed, long version, double dev, double accuracy, int onlyPolicy, int onlyRouter, double mcNemar) {}

    /**
     * Mean reward on test of policies that never met an expert in training.
     *
     * @param kind {@code capability}, {@code twin} or {@code second hop}
     * @param without trained and tested without the expert
     * @param added the same weights, the expert calibrated
     * @param described the same weights, the expert known by its description alone
     * @param retrained trained with it
     */
    public record Newcomer(
            String expert, String kind, double without, double added, double described, double retrained) {}

    /**
     * Share of what retraining gains that adding gains too: sum of gains over sum of gains; no number where retraining
     * gains nothing.
     *
     * @param recovered by adding
     * @param recovered95 bootstrap over tasks
     * @param described by description alone
     */
    public record Pooled(String kind, int experts, double recovered, List<Double> recovered95, double described) {}

    /**
     * A policy without a part, against the whole one.
     *
     * @param accuracy on test, mean over the seeds
     * @param difference of accuracy to the whole policy, in points
     * @param difference95 bootstrap over tasks
     */
    public record Without(String name, double accuracy, double reward, double difference, List<Double> difference95) {}
}
