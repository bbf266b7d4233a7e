package dev.maestro.schema.event;

import org.jspecify.annotations.Nullable;

/**
 * How good a policy was on one set.
 *
 * @param name of the set
 * @param n items with a result
 * @param correct items with the full score
 * @param accuracy mean score without failures of infrastructure, 0 to 1
 * @param low lower end of the accuracy's 95 % interval
 * @param high upper end of it
 * @param infrastructureFailures items that broke or were lost
 * @param majority share of items that the commonest reference answer would be right for; null in events of before it was
 *     said, as all that follows
 * @param costMicroUsd mean price of an item
 * @param cpuMillis mean CPU time of the experts for an item
 * @param p50Millis median time from submission to reward
 * @param p95Millis its 95th percentile
 */
public record EvaluationScore(
        String name,
        int n,
        int correct,
        double accuracy,
        double low,
        double high,
        int infrastructureFailures,
        @Nullable Double majority,
        @Nullable Double costMicroUsd,
        @Nullable Double cpuMillis,
        @Nullable Double p50Millis,
        @Nullable Double p95Millis) {}
