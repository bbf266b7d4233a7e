package dev.maestro.core.invoke;

import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Usage;

/**
 * What is left of an episode's budget while a step runs. Every expert call reserves its worst case before it is
 * dispatched and settles what it really used; what does not fit is refused. Thread-safe.
 */
public final class Ledger {

    private final double maxCostMicroUsd;
    private final long maxTokens;
    private final int maxCalls;
    private double cost;
    private long tokens;
    private int calls;

    /** Starts from what the episode spent so far. */
    public Ledger(EpisodeState state) {
        this.maxCostMicroUsd = state.budget().maxCostMicroUsd();
        this.maxTokens = state.budget().maxTokens();
        this.maxCalls = state.budget().maxCalls();
        this.cost = state.usage().costMicroUsd();
        this.tokens = state.usage().tokens();
        this.calls = state.usage().calls();
    }

    /** The money that one run of a skill may use. */
    synchronized double share(double budgetShare) {
        return Math.max(0, maxCostMicroUsd - cost) * budgetShare;
    }

    /**
     * Reserves the worst case of one call.
     *
     * @param expert which expert
     * @param runCap money left to this run of the skill
     * @return what was reserved; give it to {@link #settle}
     * @throws ExpertException with {@link Outcome.OverBudget} naming the limit
     */
    synchronized Reservation reserve(Expert expert, double runCap) {
        Reservation worst = worstCase(expert);
        if (calls + 1 > maxCalls) {
            throw new ExpertException(new Outcome.OverBudget("calls"));
        }
        if (tokens + worst.tokens() > maxTokens) {
            throw new ExpertException(new Outcome.OverBudget("tokens"));
        }
        if (worst.costMicroUsd() > runCap || cost + worst.costMicroUsd() > maxCostMicroUsd) {
            throw new ExpertException(new Outcome.OverBudget("cost"));
        }
        calls++;
        tokens += worst.tokens();
        cost += worst.costMicroUsd();
        return worst;
    }

    /** Puts what was really used in the place of a reservation. */
    synchronized void settle(Reservation reservation, Usage used) {
        tokens += used.tokens() - reservation.tokens();
        cost += used.costMicroUsd() - reservation.costMicroUsd();
    }

    /** The most that one call of an expert can use. */
    static Reservation worstCase(Expert expert) {
        boolean counted = expert.price().perInputTokenMicroUsd() > 0
                || expert.price().perOutputTokenMicroUsd() > 0
                || expert.capabilities().contains("generate");
        long tokens = counted
                ? (long) expert.limits().maxInputTokens() + expert.limits().maxOutputTokens()
                : 0;
        double money = expert.price().perCallMicroUsd()
                + expert.price().perInputTokenMicroUsd() * expert.limits().maxInputTokens()
                + expert.price().perOutputTokenMicroUsd() * expert.limits().maxOutputTokens()
                + expert.price().perCpuSecondMicroUsd() * expert.limits().timeoutMillis() / 1000.0;
        return new Reservation(tokens, money);
    }

    /**
     * Set aside for one call.
     *
     * @param tokens in and out
     * @param costMicroUsd money
     */
    record Reservation(long tokens, double costMicroUsd) {}
}
