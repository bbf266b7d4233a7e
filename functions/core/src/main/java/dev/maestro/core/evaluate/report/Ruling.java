package dev.maestro.core.evaluate.report;

import dev.maestro.core.evaluate.plan.PassRule;
import dev.maestro.core.evaluate.report.EvaluationReport.Benchmark;
import dev.maestro.core.evaluate.report.EvaluationReport.PolicyResult;
import dev.maestro.core.statistics.MacroMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether pass rules hold. */
final class Ruling {

    private Ruling() {}

    /** What the rules of a run say of its policy. */
    static GateVerdict of(PolicyResult result, Comparisons comparisons, Evaluations.Facts facts) {
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
        MacroMean difference = comparisons.atWorst(rule.rival());
        if (difference == null) {
            return new GateVerdict.Ruled(
                    rule.text(),
                    false,
                    "there is no item that both this policy and " + rule.rival() + " have a result of");
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
