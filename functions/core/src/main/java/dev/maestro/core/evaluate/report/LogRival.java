package dev.maestro.core.evaluate.report;

import dev.maestro.core.evaluate.report.EvaluationReport.Comparison;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What another way to choose would have reached on the items of an evaluation that an outcome log knows.
 *
 * @param name for people
 * @param how it chooses
 * @param choice the pair or expert; empty where each set has its own
 * @param hindsight chosen with the answers in hand: no rival, but a bound of its kind
 * @param n items
 * @param macro mean of the sets' accuracies
 * @param micro mean score of the items
 * @param policyMacro the policy on the same items
 * @param policyMicro the policy on the same items
 * @param cpuMillis mean of an item
 * @param costMicroUsd mean of an item
 * @param sets by set
 * @param comparison of the policy with it over all sets, corrected over the rivals that have one; null where none was
 *     made
 */
public record LogRival(
        String name,
        String how,
        String choice,
        boolean hindsight,
        int n,
        double macro,
        double micro,
        double policyMacro,
        double policyMicro,
        double cpuMillis,
        double costMicroUsd,
        Map<String, OnSet> sets,
        @Nullable Comparison comparison) {

    /** The name of the rival that {@link OverBestExpert} is about. */
    public static final String BEST_EXPERT = "best single expert with its best skill per set";

    public LogRival {
        sets = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(sets));
    }

    LogRival with(Comparison corrected) {
        return new LogRival(
                name,
                how,
                choice,
                hindsight,
                n,
                macro,
                micro,
                policyMacro,
                policyMicro,
                cpuMillis,
                costMicroUsd,
                sets,
                corrected);
    }

    /**
     * A rival on one set.
     *
     * @param n items of the set that the log has
     * @param accuracy mean score on them; a pair that was not run on an item scores 0 there
     * @param policy mean score of the policy on them
     * @param choice the pair; empty where it differs from item to item
     */
    public record OnSet(int n, double accuracy, double policy, String choice) {}
}
