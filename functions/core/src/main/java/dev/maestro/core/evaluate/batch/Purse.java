package dev.maestro.core.evaluate.batch;

import dev.maestro.schema.wire.Budget;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a batch may still spend. Each item reserves the most that it may cost and settles what it did cost, so the sum
 * never passes the limit. Thread-safe.
 */
final class Purse {

    private final @Nullable Double limit;
    private double spent;
    private double reserved;

    Purse(@Nullable Double limit) {
        this.limit = limit;
    }

    /**
     * Reserves for an item; waits while what is left is reserved by others.
     *
     * @return the budget of the item, narrowed to what is left; empty when nothing is left
     */
    synchronized Optional<Budget> reserve(Budget wanted) throws InterruptedException {
        if (limit == null) {
            return Optional.of(wanted);
        }
        while (limit - spent - reserved <= 0 && reserved > 0) {
            wait();
        }
        double left = limit - spent - reserved;
        if (left <= 0) {
            return Optional.empty();
        }
        double granted = Math.min(wanted.maxCostMicroUsd(), left);
        reserved += granted;
        return Optional.of(
                new Budget(wanted.maxSteps(), wanted.maxCalls(), wanted.maxTokens(), granted, wanted.maxMillis()));
    }

    /** An item is done. */
    synchronized void settle(Budget granted, double cost) {
        spent += cost;
        if (limit != null) {
            reserved = Math.max(0, reserved - granted.maxCostMicroUsd());
        }
        notifyAll();
    }

    /** An item was done before. */
    synchronized void spend(double cost) {
        spent += cost;
    }
}
