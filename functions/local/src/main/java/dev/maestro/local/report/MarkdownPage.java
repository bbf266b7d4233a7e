package dev.maestro.local.report;

import dev.maestro.local.report.Page.Card;
import dev.maestro.local.report.Page.Heat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The page as Markdown, for a merge request or a note; without plots and pictures. */
final class MarkdownPage {

    private static final int LONGEST = 300;
    private static final int SENTENCE = 1000;

    private final StringBuilder out = new StringBuilder();

    private MarkdownPage() {}

    static String of(Page page) {
        MarkdownPage markdown = new MarkdownPage();
        markdown.head(page);
        markdown.tables(page);
        markdown.failures(page.failures());
        return markdown.out.toString();
    }

    private void head(Page page) {
        out.append("# ").append(text(page.title())).append("\n\n");
        Page.Verdict verdict = page.verdict();
        if (verdict != null) {
            out.append("**").append(verdict.passed() ? "PASSED" : "NOT PASSED").append("**: ");
            out.append(text(verdict.reason())).append("\n\n");
            table(
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
                .append(text(fact.name()))
                .append(": ")
                .append(text(fact.value()))
                .append('\n'));
        out.append('\n');
    }

    private void tables(Page page) {
        heading("Sets");
        table(
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
        heading("Policies");
        table(
                List.of(
                        "policy",
                        "macro %",
                        "95 %",
                        "micro %",
                        "95 %",
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
                                row.cost(),
                                row.cpu(),
                                row.p50(),
                                row.p95(),
                                String.valueOf(row.failures())))
                        .toList());
        if (!page.comparisons().isEmpty()) {
            heading("Paired comparisons");
            table(
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
            heading("Routers, experts, pairs and the oracle, from the outcome log");
            out.append(text(page.overExpert(), SENTENCE)).append("\n\n");
            table(
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
            heading("Failures of infrastructure");
            table(
                    List.of("policy", "set", "item", "end", "reason"),
                    page.broken().stream()
                            .map(item ->
                                    List.of(item.policy(), item.benchmark(), item.id(), item.outcome(), item.reason()))
                            .toList());
        }
        if (!page.badLines().isEmpty()) {
            heading("Lines that were skipped");
            page.badLines().forEach(line -> out.append("- ").append(text(line)).append('\n'));
            out.append('\n');
        }
    }

    private void failures(List<Card> cards) {
        if (cards.isEmpty()) {
            return;
        }
        heading("The most instructive wrong answers");
        for (Card card : cards) {
            out.append("### ")
                    .append(card.number())
                    .append(". ")
                    .append(text(card.benchmark() + " / " + card.id()))
                    .append("\n\n");
            out.append(text(card.question())).append("\n\n");
            out.append("- expected: ").append(text(card.expected())).append('\n');
            out.append("- answered: ").append(text(card.answer())).append('\n');
            if (!card.rightOnes().isEmpty()) {
                out.append("- right: ").append(text(card.rightOnes())).append('\n');
            }
            card.steps().forEach(step -> out.append("- step ")
                    .append(step.step())
                    .append(": ")
                    .append(text(step.pair()))
                    .append(", ")
                    .append(text(step.outcome()))
                    .append(": ")
                    .append(text(step.text()))
                    .append('\n'));
            out.append('\n');
        }
    }

    private void heading(String heading) {
        out.append("## ").append(heading).append("\n\n");
    }

    private void heat(String heading, Heat heat) {
        if (heat.rows().isEmpty()) {
            return;
        }
        heading(heading);
        List<String> names = new ArrayList<>();
        names.add("");
        names.addAll(heat.columns());
        table(
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

    private void table(List<String> names, List<List<String>> rows) {
        out.append(line(names));
        out.append(names.stream().map(name -> "---").collect(Collectors.joining(" | ", "| ", " |\n")));
        rows.forEach(row -> out.append(line(row)));
        out.append('\n');
    }

    private static String line(List<String> cells) {
        return cells.stream().map(MarkdownPage::text).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Text of others: on one line, cut, and without what Markdown or HTML would read. */
    private static String text(String text) {
        return text(text, LONGEST);
    }

    private static String text(String text, int longest) {
        String line = text.strip().replaceAll("\\s+", " ");
        String cut = line.length() <= longest ? line : line.substring(0, longest) + " ...";
        return cut.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("([\\\\`*_\\[\\]|#!])", "\\\\$1");
    }
}
