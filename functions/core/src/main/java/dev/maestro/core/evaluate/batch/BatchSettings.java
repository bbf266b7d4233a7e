package dev.maestro.core.evaluate.batch;

import dev.maestro.schema.wire.Budget;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a batch is run.
 *
 * @param evaluationId which evaluation; the same id and item give the same task
 * @param tenant whose tasks
 * @param seed of the items' seeds
 * @param concurrency items at a time, 1 or more
 * @param budgetMicroUsd what the whole batch may spend; null for no limit
 * @param itemBudget what an item may spend
 * @param costWeight lambda of the tasks; null for the default
 * @param patience after this, an item without a reward is lost
 */
public record BatchSettings(
        String evaluationId,
        String tenant,
        long seed,
        int concurrency,
        @Nullable Double budgetMicroUsd,
        Budget itemBudget,
        @Nullable Double costWeight,
        Duration patience) {

    /** Beyond the deadline of an episode: what its last hops may take on a busy machine. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    public BatchSettings {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be 1 or more, was " + concurrency);
        }
        if (budgetMicroUsd != null && !(budgetMicroUsd >= 0)) {
            throw new IllegalArgumentException("the budget must be 0 or more, was " + budgetMicroUsd);
        }
    }

    /** With the default budget of an item, and as much patience as that allows. */
    public static BatchSettings of(String evaluationId, long seed, int concurrency, @Nullable Double budgetMicroUsd) {
        return new BatchSettings(
                evaluationId,
                "default",
                seed,
                concurrency,
                budgetMicroUsd,
                Budget.DEFAULT,
                null,
                Duration.ofMillis(Budget.DEFAULT.maxMillis()).plus(SLACK));
    }
}
