package dev.maestro.local.demo;

import java.util.List;

/**
 * What {@code ./maestro demo --json} writes.
 *
 * @param tasks submitted
 * @param answered ended with an answer
 * @param correct answered fully right
 * @param accuracy correct / tasks
 * @param interval95 of the accuracy, Wilson: [low, high]
 * @param lost no reward came
 * @param duplicated episodes with more than one reward on the topic
 * @param exhausted ended at a limit
 * @param broken ended by a failure of infrastructure
 * @param policy that answered
 * @param costMicroUsd mean of a task
 * @param cpuMillis mean CPU time of a task's expert calls
 * @param latencyMillis from submission to reward
 * @param byFamily the same for each family
 * @param baselines the same tasks answered by simple routers
 */
public record DemoReport(
        int tasks,
        int answered,
        int correct,
        double accuracy,
        List<Double> interval95,
        int lost,
        int duplicated,
        int exhausted,
        int broken,
        String policy,
        double costMicroUsd,
        double cpuMillis,
        Latency latencyMillis,
        List<Family> byFamily,
        List<Baseline> baselines) {

    /** Percentiles in milliseconds. */
    public record Latency(double p50, double p95) {}

    /** One family of tasks. */
    public record Family(
            String family,
            int n,
            double accuracy,
            List<Double> interval95,
            double costMicroUsd,
            double cpuMillis,
            Latency latencyMillis) {}

    /** One simple router. */
    public record Baseline(
            String name,
            double accuracy,
            List<Double> interval95,
            double costMicroUsd,
            double cpuMillis,
            Latency latencyMillis) {}
}
