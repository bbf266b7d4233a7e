package dev.maestro.schema.event;

/**
 * The evaluated policy beside another on the same items, over all sets.
 *
 * @param rival the other: a policy that ran too, or one that follows from an outcome log
 * @param n items that both ended without a failure of infrastructure
 * @param difference macro mean of the policy less that of the rival
 * @param low lower end of the difference's 95 % interval
 * @param high upper end of it
 * @param p of McNemar's exact test, or of sign flips where scores are not all 0 or 1; paired, two-sided
 * @param adjustedP the same, corrected for the comparisons of the report
 */
public record EvaluationComparison(
        String rival, int n, double difference, double low, double high, double p, double adjustedP) {}
