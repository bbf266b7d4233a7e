package dev.maestro.core.evaluate.report;

import dev.maestro.core.evaluate.batch.BatchSettings;
import dev.maestro.core.evaluate.batch.ItemLog;
import dev.maestro.core.evaluate.item.BadLine;
import dev.maestro.core.evaluate.plan.Begun;
import dev.maestro.core.evaluate.plan.EvaluationPlan;
import dev.maestro.core.evaluate.plan.PassRule;
import dev.maestro.core.evaluate.report.EvaluationReport.Benchmark;
import dev.maestro.core.evaluate.report.EvaluationReport.PolicyResult;
import dev.maestro.core.evaluate.report.Tally.Mark;
import dev.maestro.core.statistics.Interval;
import dev.maestro.core.statistics.MacroMean;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

        /**
         * Of a run.
         *
         * @param begun of its first run, if it was stopped and went on
         * @param notRun items that the budget left no money for
         * @param itemLog name of the item log
         */
        public static Facts of(
                EvaluationPlan plan,
                Begun begun,
                BatchSettings settings,
                Instant finishedAt,
                LogRivals rivals,
                int notRun,
                String itemLog) {
            return new Facts(
                    begun.evaluationId(),
                    plan.labels(),
                    begun.registryDigest(),
                    begun.seed(),
                    begun.startedAt(),
                    finishedAt,
                    settings.concurrency(),
                    plan.rules(),
                    rivals,
                    plan.bad(),
                    notRun,
                    settings.budgetMicroUsd(),
                    itemLog);
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
                facts.rules().isEmpty() ? null : Ruling.of(first, comparisons, facts),
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
        Interval macro =
                switch (scores.size()) {
                    case 0 -> new Interval(0, 1);
                    case 1 -> Tally.interval(scores.getFirst()); // the macro mean is that set's accuracy
                    default -> MacroMean.of(scores, SEED).interval95();
                };
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
}
