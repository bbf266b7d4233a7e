package dev.maestro.report;

import dev.maestro.report.Page.Card;
import dev.maestro.report.Page.Heat;
import java.util.ArrayList;
import java.util.List;

/** The page as Markdown, for a merge request or a note; without plots and pictures. */
final class MarkdownPage {

    private static final int SENTENCE = 1000;

    private final MarkdownText out = new MarkdownText();

    private MarkdownPage() {}

    static String of(Page page) {
        MarkdownPage markdown = new MarkdownPage();
        markdown.head(page);
        markdown.tables(page);
        markdown.failures(page.failures());
        return markdown.out.whole();
    }

    private void head(Page page) {
        out.append("# ").append(MarkdownText.of(page.title())).append("\n\n");
        Page.Verdict verdict = page.verdict();
        if (verdict != null) {
            out.append("**").append(verdict.passed() ? "PASSED" : "NOT PASSED").append("**: ");
            out.append(MarkdownText.of(verdict.reason())).append("\n\n");
            out.table(
                    List.of("rule", "holds", "why"),
                    verdict.rules().stream()
                            .map(rule -> List.of(rule.rule(), rule.passed() ? "yes" : "no", rule.reason()))
                            .toList());
        }
        out.append("Macro mean **")
                .append(page.macro())
                .append(" %** (95 %: ")
                .append(page.macroRange())
                .append("), micro mean **")
                .append(page.micro())
                .append(" %** (95 %: ")
                .append(page.microRange())
                .append(").\n\n");
        page.facts().forEach(fact -> out.append("- ")
                .append(MarkdownText.of(fact.name()))
                .append(": ")
                .append(MarkdownText.of(fact.value()))
                .append("\n"));
        out.append("\n");
    }

    private void tables(Page page) {
        out.heading("Sets");
        out.table(
                List.of(
                        "set",
                        "n",
                        "metric",
                        "mean %",
                        "95 %",
                        "failures as wrong %",
                        "majority %",
                        "chance %",
                        "micro-USD",
                        "CPU ms",
                        "p50 ms",
                        "p95 ms",
                        "steps",
                        "failures"),
                page.benchmarks().stream()
                        .map(row -> List.of(
                                (row.part() ? "- " : "") + row.name(),
                                String.valueOf(row.n()),
                                row.metric(),
                                row.accuracy(),
                                row.range(),
                                row.failuresWrong(),
                                row.majority(),
                                row.chance(),
                                row.cost(),
                                row.cpu(),
                                row.p50(),
                                row.p95(),
                                row.steps(),
                                String.valueOf(row.failures())))
                        .toList());
        out.heading("Policies");
        out.table(
                List.of(
                        "policy",
                        "macro %",
                        "95 %",
                        "micro %",
                        "95 %",
                        "macro, failures as wrong %",
                        "micro, failures as wrong %",
                        "micro-USD",
                        "CPU ms",
                        "p50 ms",
                        "p95 ms",
                        "failures"),
                page.policies().stream()
                        .map(row -> List.of(
                                row.name(),
                                row.macro(),
                                row.macroRange(),
                                row.micro(),
                                row.microRange(),
                                row.macroFailuresWrong(),
                                row.microFailuresWrong(),
                                row.cost(),
                                row.cpu(),
                                row.p50(),
                                row.p95(),
                                String.valueOf(row.failures())))
                        .toList());
        out.table(
                List.of("without a policy", "how", "macro %", "micro %"),
                page.baselines().stream()
                        .map(row -> List.of(row.name(), row.how(), row.macro(), row.micro()))
                        .toList());
        if (!page.comparisons().isEmpty()) {
            out.heading("Paired comparisons");
            out.table(
                    List.of(
                            "against",
                            "set",
                            "n",
                            "difference",
                            "95 %",
                            "only ours",
                            "only theirs",
                            "test",
                            "p",
                            "p (Holm)"),
                    page.comparisons().stream()
                            .map(row -> List.of(
                                    row.rival(),
                                    row.benchmark(),
                                    String.valueOf(row.n()),
                                    row.difference(),
                                    row.range(),
                                    String.valueOf(row.onlyPolicy()),
                                    String.valueOf(row.onlyRival()),
                                    row.test(),
                                    row.p(),
                                    row.adjusted() + (row.significant() ? " *" : "")))
                            .toList());
        }
        if (!page.rivals().isEmpty()) {
            out.heading("Routers, experts, pairs and the oracle, from the outcome log");
            out.append(MarkdownText.of(page.overExpert(), SENTENCE)).append("\n\n");
            out.table(
                    List.of(
                            "choice",
                            "how",
                            "n",
                            "macro %",
                            "the policy there %",
                            "micro %",
                            "the policy there %",
                            "p (Holm)",
                            "CPU ms",
                            "micro-USD"),
                    page.rivals().stream()
                            .map(row -> List.of(
                                    row.name(),
                                    row.how(),
                                    String.valueOf(row.n()),
                                    row.macro(),
                                    row.policyMacro(),
                                    row.micro(),
                                    row.policyMicro(),
                                    row.adjusted(),
                                    row.cpu(),
                                    row.cost()))
                            .toList());
        }
        heat("Pairs called on each set", page.usage());
        heat("Skill of the last call on each family", page.confusion());
        if (!page.broken().isEmpty()) {
            out.heading("Failures of infrastructure");
            out.table(
                    List.of("policy", "set", "item", "end", "reason"),
                    page.broken().stream()
                            .map(item ->
                                    List.of(item.policy(), item.benchmark(), item.id(), item.outcome(), item.reason()))
                            .toList());
        }
        if (page.notRun() != 0) {
            out.append(String.valueOf(page.notRun()))
                    .append(" items were not run: the budget of the batch left no money for them.\n\n");
        }
        if (!page.badLines().isEmpty()) {
            out.heading("Lines that were skipped");
            page.badLines()
                    .forEach(line ->
                            out.append("- ").append(MarkdownText.of(line)).append("\n"));
            out.append("\n");
        }
    }

    private void failures(List<Card> cards) {
        if (cards.isEmpty()) {
            return;
        }
        out.heading("The most instructive wrong answers");
        for (Card card : cards) {
            out.append("### ")
                    .append(String.valueOf(card.number()))
                    .append(". ")
                    .append(MarkdownText.of(card.benchmark() + " / " + card.id()))
                    .append("\n\n");
            out.append(MarkdownText.of(card.question())).append("\n\n");
            out.append("- expected: ").append(MarkdownText.of(card.expected())).append("\n");
            out.append("- answered: ").append(MarkdownText.of(card.answer())).append("\n");
            if (!card.rightOnes().isEmpty()) {
                out.append("- right: ")
                        .append(MarkdownText.of(card.rightOnes()))
                        .append("\n");
            }
            card.steps().forEach(step -> out.append("- step ")
                    .append(String.valueOf(step.step()))
                    .append(": ")
                    .append(MarkdownText.of(step.pair()))
                    .append(", ")
                    .append(MarkdownText.of(step.outcome()))
                    .append(": ")
                    .append(MarkdownText.of(step.text()))
                    .append("\n"));
            out.append("\n");
        }
    }

    private void heat(String heading, Heat heat) {
        if (heat.rows().isEmpty()) {
            return;
        }
        out.heading(heading);
        List<String> names = new ArrayList<>();
        names.add("");
        names.addAll(heat.columns());
        out.table(
                names,
                heat.rows().stream()
                        .map(row -> {
                            List<String> line = new ArrayList<>();
                            line.add(row.name());
                            row.cells()
                                    .forEach(cell ->
                                            line.add(cell.n().isEmpty() ? "" : cell.n() + " (" + cell.right() + ")"));
                            return line;
                        })
                        .toList());
    }
}
