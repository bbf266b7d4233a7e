package dev.maestro.local.command.evaluate;

import dev.maestro.core.evaluate.report.EvaluationReport;
import dev.maestro.core.evaluate.report.EvaluationReport.Benchmark;
import dev.maestro.core.evaluate.report.EvaluationReport.Comparison;
import dev.maestro.core.evaluate.report.EvaluationReport.PolicyResult;
import dev.maestro.core.evaluate.report.GateVerdict;
import dev.maestro.core.evaluate.report.LogRival;
import dev.maestro.core.evaluate.report.OverBestExpert;
import dev.maestro.local.command.terminal.Table;
import java.util.List;
import java.util.Locale;

/** The report of an evaluation on a terminal. */
final class EvaluationTables {

    private EvaluationTables() {}

    static void print(EvaluationReport report) {
        System.out.printf("%nPolicy %s%s%n", report.policy(), versions(report.policyVersions()));
        Table sets = new Table(
                "set",
                "n",
                "accuracy",
                "95 % interval",
                "majority",
                "failed",
                "CPU ms",
                "micro-USD",
                "p50 ms",
                "p95 ms");
        report.benchmarks().forEach(benchmark -> row(sets, benchmark));
        row(sets, report.policies().getFirst().total());
        System.out.print(sets);
        System.out.printf(
                Locale.ROOT,
                "Macro mean %s (%s), micro mean %s (%s)%n",
                percent(report.macro()),
                interval(report.macroInterval95()),
                percent(report.micro()),
                interval(report.microInterval95()));
        if (report.policies().size() > 1) {
            rivals(report);
        }
        if (!report.rivals().isEmpty()) {
            System.out.print(fromLog(report.rivals()));
        }
        OverBestExpert over = report.overBestExpert();
        if (over != null) {
            System.out.println(over.sentence());
        }
        if (report.notRun() > 0) {
            System.out.printf("%d items were not run: the budget of the batch was spent.%n", report.notRun());
        }
        if (!report.badLines().isEmpty()) {
            System.out.printf(
                    "%d lines were skipped, because they cannot be used.%n",
                    report.badLines().size());
        }
        System.out.printf(Locale.ROOT, "Time beyond that of experts and policy: %.1f %%%n", 100 * report.overhead());
        GateVerdict gate = report.gate();
        if (gate != null) {
            System.out.printf("%s: %s%n", gate.passed() ? "PASSED" : "FAILED", gate.reason());
        }
    }

    private static String versions(List<String> versions) {
        return versions.isEmpty() ? "" : ", version " + String.join(", ", versions);
    }

    private static void row(Table table, Benchmark of) {
        table.row(
                of.name(),
                of.n(),
                percent(of.accuracy()),
                interval(of.interval95()),
                percent(of.majority()),
                of.infrastructureFailures(),
                number(of.cpuMillis()),
                String.format(Locale.ROOT, "%.2f", of.costMicroUsd()),
                number(of.latencyMillis().p50()),
                number(of.latencyMillis().p95()));
    }

    static String interval(List<Double> interval) {
        return percent(interval.get(0)) + " – " + percent(interval.get(1));
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private static void rivals(EvaluationReport report) {
        Table table = new Table(
                "beside it", "macro", "95 % interval", "difference", "95 % interval", "p", "p adjusted", "micro-USD");
        for (PolicyResult rival : report.policies().subList(1, report.policies().size())) {
            Comparison found = report.comparisons().stream()
                    .filter(each -> each.benchmark() == null && each.rival().equals(rival.policy()))
                    .findFirst()
                    .orElse(null);
            table.row(
                    rival.policy(),
                    percent(rival.macro()),
                    interval(rival.macroInterval95()),
                    found == null ? "" : percent(found.difference()),
                    found == null ? "" : interval(found.interval95()),
                    found == null ? "" : String.format(Locale.ROOT, "%.4f", found.p()),
                    found == null ? "" : String.format(Locale.ROOT, "%.4f", found.adjustedP()),
                    String.format(Locale.ROOT, "%.2f", rival.total().costMicroUsd()));
        }
        System.out.print(table);
    }

    private static Table fromLog(List<LogRival> rivals) {
        Table table = new Table("from the outcome log", "choice", "n", "macro", "ours there", "micro-USD");
        rivals.forEach(rival -> table.row(
                rival.name(),
                rival.choice(),
                rival.n(),
                percent(rival.macro()),
                percent(rival.policyMacro()),
                String.format(Locale.ROOT, "%.2f", rival.costMicroUsd())));
        return table;
    }
}
