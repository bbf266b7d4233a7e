package dev.maestro.schema.wire;

/**
 * What a call or an episode used.
 *
 * @param calls expert calls
 * @param tokens tokens in and out
 * @param cpuMillis CPU time of embedded experts; 0 for a remote one
 * @param costMicroUsd the price of the work, whether or not it was billed
 * @param billedMicroUsd what was really paid; less than the cost after a cache hit
 * @param outputTokens those of the tokens that models wrote; 0 in older events
 */
public record Usage(
        int calls, long tokens, double cpuMillis, double costMicroUsd, double billedMicroUsd, long outputTokens) {

    /** Nothing used. */
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

    public Usage {
        Checks.notNegative(calls, "calls");
        Checks.notNegative(tokens, "tokens");
        Checks.notNegative(cpuMillis, "cpuMillis");
        Checks.notNegative(costMicroUsd, "costMicroUsd");
        Checks.notNegative(billedMicroUsd, "billedMicroUsd");
        Checks.notNegative(outputTokens, "outputTokens");
    }

    /** A usage whose tokens are not told apart. */
    public Usage(int calls, long tokens, double cpuMillis, double costMicroUsd, double billedMicroUsd) {
        this(calls, tokens, cpuMillis, costMicroUsd, billedMicroUsd, 0);
    }

    /** The sum of both. */
    public Usage plus(Usage other) {
        return new Usage(
                calls + other.calls,
                tokens + other.tokens,
                cpuMillis + other.cpuMillis,
                costMicroUsd + other.costMicroUsd,
                billedMicroUsd + other.billedMicroUsd,
                outputTokens + other.outputTokens);
    }
}
