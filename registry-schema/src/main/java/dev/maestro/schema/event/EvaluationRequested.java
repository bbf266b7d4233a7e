package dev.maestro.schema.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants to know how good a policy is. The same request again, by its id, changes nothing.
 *
 * @param evaluationId chosen by who asks
 * @param data sets of items: names of folders below those that the evaluate function may read, or their paths
 * @param policy that is evaluated: a policy, policy@version, or expert:skill
 * @param compare others to run on the same items, written likewise
 * @param limit at most so many items of each set; null for all
 * @param seed of the draw and of the items; null for 1
 * @param split only items whose split is this; null for all
 * @param half {@code train} or {@code dev}; null for both
 * @param budgetMicroUsd what the whole batch may spend; null for no limit
 * @param minimums pass rules, such as {@code 0.7}, {@code micro:0.7} or {@code SET:0.7}
 * @param notWorseThan pass rules, such as {@code best-pair:0.02:0.95}
 * @param badLines {@code refuse} or {@code skip}; null for refuse
 * @param requestedAt when
 */
public record EvaluationRequested(
        String evaluationId,
        List<String> data,
        String policy,
        List<String> compare,
        @Nullable Integer limit,
        @Nullable Long seed,
        @Nullable String split,
        @Nullable String half,
        @Nullable Double budgetMicroUsd,
        List<String> minimums,
        List<String> notWorseThan,
        @Nullable String badLines,
        Instant requestedAt)
        implements EvaluationEvent {

    public EvaluationRequested {
        data = data == null ? List.of() : List.copyOf(data);
        compare = compare == null ? List.of() : List.copyOf(compare);
        minimums = minimums == null ? List.of() : List.copyOf(minimums);
        notWorseThan = notWorseThan == null ? List.of() : List.copyOf(notWorseThan);
    }

    @Override
    public String eventId() {
        return EventIds.of(evaluationId, "evaluation-requested");
    }
}
