package dev.maestro.core.evaluate;

import dev.maestro.core.evaluate.EvaluationReport.Benchmark;
import dev.maestro.core.evaluate.EvaluationReport.PolicyResult;
import dev.maestro.core.evaluate.Tally.Mark;
import dev.maestro.core.statistics.Interval;
import dev.maestro.core.statistics.MacroMean;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From the item log of an evaluation to its report. */
public final class Evaluations {

    private static final long SEED = 20_261_122;

    private Evaluations() {}

    /**
     * What the report says beside the numbers of the items.
     *
     * @param policies labels, the policy that the report is about first
     * @param rules pass rules; empty for none
     * @param rivals from an outcome log of the items, or {@link LogRivals#none}
     */
    public record Facts(
            String evaluationId,
            List<String> policies,
            String registryDigest,
            long seed,
            Instant startedAt,
            Instant finishedAt,
            int concurrency,
            List<PassRule> rules,
            LogRivals rivals,
            List<BadLine> badLines,
            int notRun,
            @Nullable Double budgetMicroUsd,
            String itemLog) {

        public Facts {
            policies = List.copyOf(policies);
            rules = List.copyOf(rules);
            badLines = List.copyOf(badLines);
        }
    }

    /**
     * Makes the report of what the log has by now.
     *
     * @throws IOException when the log cannot be read
     */
    public static EvaluationReport report(ItemLog log, Facts facts) throws IOException {
        Tally tally = tally(log, facts.policies());
        String policy = facts.policies().getFirst();
        List<PolicyResult> results =
                facts.policies().stream().map(each -> policyResult(tally, each)).toList();
        PolicyResult first = results.getFirst();
        Comparisons comparisons = new Comparisons(tally, policy);
        List<LogRival> rivals = facts.rivals().beside(tally, policy, comparisons);
        return new EvaluationReport(
                facts.evaluationId(),
                policy,
                first.versions(),
                facts.registryDigest(),
                facts.seed(),
                facts.startedAt(),
                facts.finishedAt(),
                facts.concurrency(),
                first.benchmarks(),
                first.macro(),
                first.macroInterval95(),
                first.micro(),
                first.microInterval95(),
                first.macroCountingFailuresWrong(),
                first.microCountingFailuresWrong(),
                results,
                comparisons.all(facts.policies().subList(1, facts.policies().size())),
                rivals,
                OverBestExpert.of(policy, rivals),
                facts.rules().isEmpty() ? null : verdict(first, comparisons, facts),
                facts.badLines(),
                facts.notRun(),
                facts.budgetMicroUsd(),
                tally.overhead(),
                facts.itemLog());
    }

    /**
     * A report with rivals that were not known when it was made.
     *
     * @throws IOException when the log cannot be read
     */
    public static EvaluationReport withRivals(EvaluationReport report, ItemLog log, LogRivals rivals)
            throws IOException {
        Tally tally = tally(log, List.of(report.policy()));
        return report.with(rivals.beside(tally, report.policy(), new Comparisons(tally, report.policy())));
    }

    private static Tally tally(ItemLog log, List<String> policies) throws IOException {
        Tally tally = new Tally();
        log.each(result -> {
            if (policies.contains(result.policy())) {
                tally.add(result);
            }
        });
        return tally;
    }

    private static PolicyResult policyResult(Tally tally, String policy) {
        List<Benchmark> benchmarks = tally.sets(policy).stream()
                .map(set -> tally.benchmark(policy, set))
                .toList();
        Benchmark total = Tally.benchmark("all", tally.of(policy), List.of());
        List<double[]> scores = new ArrayList<>();
        for (String set : tally.sets(policy)) {
            Map<String, Mark> marks = tally.of(policy, set);
            double[] ended = marks.values().stream()
                    .filter(mark -> !mark.failed())
                    .mapToDouble(Mark::score)
                    .toArray();
            if (ended.length > 0) {
                scores.add(ended);
            }
        }
        Interval macro = scores.isEmpty()
                ? new Interval(0, 1)
                : MacroMean.of(scores, SEED).interval95();
        return new PolicyResult(
                policy,
                tally.versions(policy),
                benchmarks.stream()
                        .filter(each -> each.n() > each.infrastructureFailures())
                        .mapToDouble(Benchmark::accuracy)
                        .average()
                        .orElse(0),
                List.of(macro.low(), macro.high()),
                total.accuracy(),
                total.interval95(),
                benchmarks.stream()
                        .mapToDouble(Benchmark::accuracyCountingFailuresWrong)
                        .average()
                        .orElse(0),
                total.accuracyCountingFailuresWrong(),
                total,
                benchmarks);
    }

    private static GateVerdict verdict(PolicyResult result, Comparisons comparisons, Facts facts) {
        List<GateVerdict.Ruled> ruled = new ArrayList<>();
        if (facts.notRun() > 0) {
            ruled.add(new GateVerdict.Ruled(
                    "complete", false, facts.notRun() + " items were not run: the budget of the batch was spent"));
        }
        for (PassRule rule : facts.rules()) {
            ruled.add(
                    switch (rule) {
                        case PassRule.Minimum minimum -> minimum(minimum, result);
                        case PassRule.NotWorseThan other -> notWorse(other, comparisons);
                    });
        }
        List<String> broken = ruled.stream()
                .filter(each -> !each.passed())
                .map(GateVerdict.Ruled::reason)
                .toList();
        return new GateVerdict(
                broken.isEmpty(),
                broken.isEmpty()
                        ? String.join(
                                "; ",
                                ruled.stream().map(GateVerdict.Ruled::reason).toList())
                        : String.join("; ", broken),
                ruled);
    }

    private static GateVerdict.Ruled minimum(PassRule.Minimum rule, PolicyResult result) {
        Double found =
                switch (rule.of()) {
                    case "macro" -> result.macroCountingFailuresWrong();
                    case "micro" -> result.microCountingFailuresWrong();
                    default ->
                        result.benchmarks().stream()
                                .filter(each -> each.name().equals(rule.of()))
                                .findFirst()
                                .map(Benchmark::accuracyCountingFailuresWrong)
                                .orElse(null);
                };
        if (found == null) {
            return new GateVerdict.Ruled(rule.text(), false, "there is no set called " + rule.of());
        }
        boolean passed = found >= rule.least();
        return new GateVerdict.Ruled(
                rule.text(),
                passed,
                String.format(
                        Locale.ROOT,
                        "%s is %.4f, %s the minimum of %s",
                        rule.of(),
                        found,
                        passed ? "not below" : "below",
                        rule.least()));
    }

    private static GateVerdict.Ruled notWorse(PassRule.NotWorseThan rule, Comparisons comparisons) {
        MacroMean difference = comparisons.difference(rule.rival());
        if (difference == null) {
            return new GateVerdict.Ruled(
                    rule.text(), false, "there is no item that both this policy and " + rule.rival() + " ended");
        }
        double bound = difference.lowerBound(rule.confidence());
        boolean passed = bound >= -rule.margin();
        return new GateVerdict.Ruled(
                rule.text(),
                passed,
                String.format(
                        Locale.ROOT,
                        "the difference to %s is %+.4f, with confidence %s at least %+.4f: %s %s worse",
                        rule.rival(),
                        difference.mean(),
                        rule.confidence(),
                        bound,
                        passed ? "not more than" : "it may be more than",
                        rule.margin()));
    }
}
