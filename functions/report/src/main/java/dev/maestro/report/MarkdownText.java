package dev.maestro.report;

import java.util.List;
import java.util.stream.Collectors;

/** Markdown while it is written. */
final class MarkdownText {

    private static final int LONGEST = 300;

    private final StringBuilder out = new StringBuilder();

    /** Adds Markdown as it is. */
    MarkdownText append(String markdown) {
        out.append(markdown);
        return this;
    }

    void heading(String heading) {
        out.append("## ").append(heading).append("\n\n");
    }

    /** A table of texts of others. */
    void table(List<String> names, List<List<String>> rows) {
        out.append(line(names));
        out.append(names.stream().map(name -> "---").collect(Collectors.joining(" | ", "| ", " |\n")));
        rows.forEach(row -> out.append(line(row)));
        out.append('\n');
    }

    private static String line(List<String> cells) {
        return cells.stream().map(MarkdownText::of).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Text of others: on one line, cut, and without what Markdown or HTML would read. */
    static String of(String text) {
        return of(text, LONGEST);
    }

    static String of(String text, int longest) {
        String line = text.strip().replaceAll("\\s+", " ");
        String cut = line.length() <= longest ? line : line.substring(0, longest) + " ...";
        return cut.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("([\\\\`*_\\[\\]|#!])", "\\\\$1");
    }

    /** All of it. */
    String whole() {
        return out.toString();
    }
}
