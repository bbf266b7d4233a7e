package dev.maestro.core.evaluate.report;

import dev.maestro.core.evaluate.report.EvaluationReport.Comparison;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much better the policy is than the best single expert, where that expert may use its best skill on each set. Expert
 * and skills are chosen on the very items, so the distance is rather too small than too large.
 *
 * @param expert the best one
 * @param skills the pair by set
 * @param n items that the outcome log knows and the policy ended
 * @param policyMacro mean of the sets' accuracies on them, 0 to 1
 * @param expertMacro the same of the expert
 * @param points their difference, in percentage points
 * @param pointsInterval95 [low, high] of {@code points}, paired bootstrap within sets
 * @param onlyPolicy items that only the policy got right
 * @param onlyExpert items that only the expert got right
 * @param test {@code mcnemar-exact} or {@code sign-flip-permutation}, paired
 * @param p of the test, two-sided, of this one comparison
 * @param sentence the same in words
 */
public record OverBestExpert(
        String expert,
        Map<String, String> skills,
        int n,
        double policyMacro,
        double expertMacro,
        double points,
        List<Double> pointsInterval95,
        int onlyPolicy,
        int onlyExpert,
        String test,
        double p,
        String sentence) {

    public OverBestExpert {
        skills = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(skills));
        pointsInterval95 = List.copyOf(pointsInterval95);
    }

    /** From all rivals; null when the outcome log knows none of the items. */
    static @Nullable OverBestExpert of(String policy, List<LogRival> rivals) {
        for (LogRival rival : rivals) {
            Comparison comparison = rival.comparison();
            if (rival.name().equals(LogRival.BEST_EXPERT) && comparison != null) {
                return of(policy, rival, comparison);
            }
        }
        return null;
    }

    private static OverBestExpert of(String policy, LogRival rival, Comparison comparison) {
        Map<String, String> skills = new LinkedHashMap<>();
        rival.sets().forEach((set, on) -> skills.put(set, on.choice()));
        double points = 100 * comparison.difference();
        List<Double> interval =
                comparison.interval95().stream().map(end -> 100 * end).toList();
        return new OverBestExpert(
                rival.choice(),
                skills,
                rival.n(),
                rival.policyMacro(),
                rival.macro(),
                points,
                interval,
                comparison.onlyPolicy(),
                comparison.onlyRival(),
                comparison.test(),
                comparison.p(),
                sentence(policy, rival, comparison, points, interval));
    }

    private static String sentence(
            String policy, LogRival rival, Comparison comparison, double points, List<Double> interval) {
        return String.format(
                Locale.ROOT,
                "%s reaches %.1f %% (macro mean), %.1f points %s than %s, the best single expert with its best skill"
                        + " on each set (%.1f %%); 95 %% interval of the difference %+.1f to %+.1f points, %s p = %.4f, %d"
                        + " items of %d sets. Expert and skills were chosen in hindsight on these items, which favours"
                        + " them.",
                policy,
                100 * rival.policyMacro(),
                Math.abs(points),
                points < 0 ? "less" : "more",
                rival.choice(),
                100 * rival.macro(),
                interval.getFirst(),
                interval.getLast(),
                comparison.test().equals("mcnemar-exact") ? "McNemar's exact test" : "sign flips",
                comparison.p(),
                rival.n(),
                rival.sets().size());
    }
}
