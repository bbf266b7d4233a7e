package dev.maestro.schema.wire;

/**
 * What one episode may spend. Every limit binds when a call is dispatched, not after.
 *
 * @param maxSteps steps, T in the paper; at least 1
 * @param maxCalls expert calls, over all steps
 * @param maxTokens tokens in and out, of policy and experts
 * @param maxCostMicroUsd money, in millionths of a US dollar
 * @param maxMillis wall time from the start of the episode
 */
public record Budget(int maxSteps, int maxCalls, long maxTokens, double maxCostMicroUsd, long maxMillis) {

    /** The default: T = 4 as in the paper, one minute. */
    public static final Budget DEFAULT = new Budget(4, 64, 200_000, 1_000_000, 60_000);

    public Budget {
        if (maxSteps < 1) {
            throw new IllegalArgumentException("maxSteps must be 1 or more, was " + maxSteps);
        }
        Checks.notNegative(maxCalls, "maxCalls");
        Checks.notNegative(maxTokens, "maxTokens");
        Checks.notNegative(maxCostMicroUsd, "maxCostMicroUsd");
        Checks.notNegative(maxMillis, "maxMillis");
    }
}
