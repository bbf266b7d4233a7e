package dev.maestro.report;

import dev.maestro.core.evaluate.batch.ItemResult;
import dev.maestro.core.evaluate.report.EvaluationReport;
import dev.maestro.core.evaluate.report.EvaluationReport.Benchmark;
import dev.maestro.core.evaluate.report.EvaluationReport.Comparison;
import dev.maestro.core.evaluate.report.EvaluationReport.PolicyResult;
import dev.maestro.core.evaluate.report.GateVerdict;
import dev.maestro.core.evaluate.report.LogRival;
import dev.maestro.report.Findings.Cell;
import dev.maestro.report.Findings.Matrix;
import dev.maestro.report.Page.Bar;
import dev.maestro.report.Page.BaselineRow;
import dev.maestro.report.Page.ComparisonRow;
import dev.maestro.report.Page.Fact;
import dev.maestro.report.Page.Heat;
import dev.maestro.report.Page.HeatCell;
import dev.maestro.report.Page.HeatRow;
import dev.maestro.report.Page.PolicyRow;
import dev.maestro.report.Page.RivalRow;
import dev.maestro.report.Page.Row;
import dev.maestro.report.Page.Rule;
import dev.maestro.report.Page.Verdict;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From numbers to what the page shows. */
final class PageMaking {

    private static final int DIGEST = 12;

    private PageMaking() {}

    /**
     * Makes the page.
     *
     * @param wrong the results that {@code findings} calls most instructive, by set and id
     */
    static Page of(EvaluationReport report, Findings findings, Map<String, ItemResult> wrong) {
        List<Row> benchmarks = new ArrayList<>();
        report.benchmarks().forEach(set -> {
            benchmarks.add(row(set, false));
            set.parts().forEach(part -> benchmarks.add(row(part, true)));
        });
        return new Page(
                "Evaluation of " + report.policy(),
                report.policy(),
                facts(report),
                verdict(report),
                Numbers.percent(report.macro()),
                Numbers.range(report.macroInterval95()),
                Numbers.percent(report.micro()),
                Numbers.range(report.microInterval95()),
                benchmarks,
                report.policies().stream().map(PageMaking::row).toList(),
                baselines(report.benchmarks()),
                report.comparisons().stream().map(PageMaking::row).toList(),
                report.rivals().stream().map(PageMaking::row).toList(),
                report.overBestExpert() == null ? "" : report.overBestExpert().sentence(),
                Charts.frontier(findings.frontier()),
                findings.calibration().isEmpty() ? null : Charts.calibration(findings.calibration()),
                Numbers.percent(findings.calibrationError()),
                findings.calibration().stream()
                        .map(bin -> String.valueOf(bin.n()))
                        .collect(Collectors.joining(", ")),
                heat(findings.usage()),
                heat(findings.confusion()),
                FailureCards.of(findings.failures(), wrong),
                findings.broken(),
                report.badLines().stream().map(Objects::toString).toList(),
                report.notRun());
    }

    private static List<Fact> facts(EvaluationReport report) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("policy", report.policy()));
        facts.add(new Fact("versions that decided", String.join(", ", report.policyVersions())));
        facts.add(new Fact(
                "items",
                String.valueOf(
                        report.benchmarks().stream().mapToInt(Benchmark::n).sum())));
        facts.add(new Fact("sets", String.valueOf(report.benchmarks().size())));
        facts.add(new Fact(
                "infrastructure failures",
                String.valueOf(report.benchmarks().stream()
                        .mapToInt(Benchmark::infrastructureFailures)
                        .sum())));
        facts.add(new Fact(
                "begun", report.startedAt().truncatedTo(ChronoUnit.SECONDS).toString()));
        facts.add(new Fact(
                "report made",
                report.finishedAt().truncatedTo(ChronoUnit.SECONDS).toString()));
        facts.add(new Fact("items at a time", String.valueOf(report.concurrency())));
        facts.add(new Fact("seed", String.valueOf(report.seed())));
        String registry = report.registryDigest();
        facts.add(new Fact("registry", registry.replaceAll("(sha256:[0-9a-f]{" + DIGEST + "})[0-9a-f]*", "$1")));
        facts.add(new Fact("overhead over experts and policy", Numbers.percent(report.overhead()) + " %"));
        Double budget = report.budgetMicroUsd();
        facts.add(new Fact("budget", budget == null ? "none" : Numbers.plain(budget) + " micro-USD"));
        facts.add(new Fact("evaluation", report.evaluationId()));
        long seconds = Duration.between(report.startedAt(), report.finishedAt()).toSeconds();
        facts.add(new Fact("from begin to report", seconds + " s"));
        return facts;
    }

    private static @Nullable Verdict verdict(EvaluationReport report) {
        GateVerdict gate = report.gate();
        return gate == null
                ? null
                : new Verdict(
                        gate.passed(),
                        gate.reason(),
                        gate.rules().stream()
                                .map(rule -> new Rule(rule.rule(), rule.passed(), rule.reason()))
                                .toList());
    }

    private static Row row(Benchmark set, boolean part) {
        return new Row(
                set.name().isBlank() ? "(no name)" : set.name(),
                part,
                set.n(),
                String.join(", ", set.metrics().keySet().stream().sorted().toList()),
                Numbers.percent(set.accuracy()),
                Numbers.range(set.interval95()),
                bar(set),
                Numbers.percent(set.accuracyCountingFailuresWrong()),
                Numbers.percent(set.majority()),
                set.chance() == 0 ? "–" : Numbers.percent(set.chance()),
                Numbers.plain(set.costMicroUsd()),
                Numbers.plain(set.cpuMillis()),
                Numbers.plain(set.latencyMillis().p50()),
                Numbers.plain(set.latencyMillis().p95()),
                String.format(Locale.ROOT, "%.2f", set.steps()),
                set.infrastructureFailures(),
                set.answered() + " / " + set.refused() + " / " + set.exhausted());
    }

    private static Bar bar(Benchmark set) {
        double low =
                set.interval95().isEmpty() ? set.accuracy() : set.interval95().getFirst();
        double high =
                set.interval95().isEmpty() ? set.accuracy() : set.interval95().getLast();
        return new Bar(
                Numbers.percent(low),
                Numbers.percent(set.accuracy()),
                Numbers.percent(high),
                Numbers.percent(Math.max(0.005, high - low)),
                Numbers.percent(set.majority()),
                Numbers.percent(set.chance()));
    }

    private static List<BaselineRow> baselines(List<Benchmark> sets) {
        return List.of(
                baseline(
                        "majority class",
                        "always the commonest reference answer of the set",
                        sets,
                        Benchmark::majority),
                baseline(
                        "chance",
                        "a guess among the choices, or yes or no; 0 for free answers",
                        sets,
                        Benchmark::chance));
    }

    private static BaselineRow baseline(
            String name, String how, List<Benchmark> sets, ToDoubleFunction<Benchmark> value) {
        double items = sets.stream().mapToInt(Benchmark::n).sum();
        double right = sets.stream()
                .mapToDouble(set -> set.n() * value.applyAsDouble(set))
                .sum();
        return new BaselineRow(
                name,
                how,
                Numbers.percent(sets.stream().mapToDouble(value).average().orElse(0)),
                Numbers.percent(items == 0 ? 0 : right / items));
    }

    private static PolicyRow row(PolicyResult policy) {
        Benchmark total = policy.total();
        return new PolicyRow(
                policy.policy(),
                String.join(", ", policy.versions()),
                Numbers.percent(policy.macro()),
                Numbers.range(policy.macroInterval95()),
                Numbers.percent(policy.micro()),
                Numbers.range(policy.microInterval95()),
                Numbers.percent(policy.macroCountingFailuresWrong()),
                Numbers.percent(policy.microCountingFailuresWrong()),
                Numbers.plain(total.costMicroUsd()),
                Numbers.plain(total.cpuMillis()),
                Numbers.plain(total.latencyMillis().p50()),
                Numbers.plain(total.latencyMillis().p95()),
                String.format(Locale.ROOT, "%.2f", total.steps()),
                total.infrastructureFailures());
    }

    private static ComparisonRow row(Comparison comparison) {
        String benchmark = comparison.benchmark();
        return new ComparisonRow(
                comparison.rival(),
                benchmark == null ? "all sets (macro)" : benchmark,
                comparison.n(),
                Numbers.difference(comparison.difference()),
                comparison.interval95().size() == 2
                        ? Numbers.difference(comparison.interval95().getFirst()) + " to "
                                + Numbers.difference(comparison.interval95().getLast())
                        : "",
                comparison.onlyPolicy(),
                comparison.onlyRival(),
                comparison.test().equals("mcnemar-exact") ? "McNemar, exact" : "sign flips",
                Numbers.probability(comparison.p()),
                Numbers.probability(comparison.adjustedP()),
                comparison.significant());
    }

    private static RivalRow row(LogRival rival) {
        Comparison comparison = rival.comparison();
        return new RivalRow(
                rival.choice().isEmpty() || rival.choice().equals(rival.name())
                        ? rival.name()
                        : rival.name() + ": " + rival.choice(),
                rival.how(),
                rival.n(),
                Numbers.percent(rival.macro()),
                Numbers.percent(rival.policyMacro()),
                Numbers.percent(rival.micro()),
                Numbers.percent(rival.policyMicro()),
                comparison == null ? "" : Numbers.probability(comparison.adjustedP()),
                Numbers.plain(rival.cpuMillis()),
                Numbers.plain(rival.costMicroUsd()));
    }

    private static Heat heat(Matrix matrix) {
        List<HeatRow> rows = new ArrayList<>();
        for (int i = 0; i < matrix.rows().size(); i++) {
            List<Cell> cells = matrix.cells().get(i);
            double all = cells.stream().mapToInt(Cell::n).sum();
            rows.add(new HeatRow(
                    matrix.rows().get(i),
                    cells.stream()
                            .map(cell -> new HeatCell(
                                    cell.n() == 0 ? "" : String.valueOf(cell.n()),
                                    cell.n() == 0 ? "" : Numbers.percent(cell.right()) + " %",
                                    all == 0 ? 0 : (int) Math.round(100 * cell.n() / all)))
                            .toList()));
        }
        return new Heat(matrix.columns(), rows);
    }
}
