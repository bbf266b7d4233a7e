package dev.maestro.schema.event;

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
 */
public record EvaluationScore(
        String name, int n, int correct, double accuracy, double low, double high, int infrastructureFailures) {}
