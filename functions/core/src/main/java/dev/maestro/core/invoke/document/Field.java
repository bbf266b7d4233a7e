package dev.maestro.core.invoke.document;

import dev.maestro.core.invoke.reading.Reading;
import dev.maestro.core.invoke.reading.Row;
import dev.maestro.core.invoke.reading.TextLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A label with its value.
 *
 * @param label as printed, without the colon
 * @param value as printed
 * @param place how far from the usual: 0 when both stand side by side or are parted by a colon, more when the value
 *     stands below or above, or when nothing but a space parts them
 */
record Field(String label, String value, double place) {

    private static final Pattern COLON = Pattern.compile("^\\s*([^:]*\\p{L}[^:]*?)\\s*:\\s*(.*?)\\s*$");
    private static final Pattern TRAILING = Pattern.compile(
            "^(.*\\p{L}[^\\d]*?)(?:\\s+[:=.·_-]+|[:=.·_]{2,})[\\s:=.·_-]*((?:\\p{Sc}|[A-Z]{2,3}\\s)?\\s?[-+]?\\d\\S*)$");
    private static final double SAME_COLUMN = 0.5;
    private static final double ROWS_BELOW = 2.5;
    private static final double BESIDE = 0;
    private static final double RUN_ON = 0.05;
    private static final double BELOW = 0.1;
    private static final double ABOVE = 0.2;
    private static final int LONGEST_LABEL = 4;

    /** Whether nothing but a space parts label and value, so that the label may really be longer. */
    boolean runsOn() {
        return place == RUN_ON;
    }

    /** All pairs that could be a label and its value, from top to bottom; one text may be in several. */
    static List<Field> of(Reading reading) {
        List<Field> fields = new ArrayList<>();
        List<Row> rows = reading.rows();
        for (int i = 0; i < rows.size(); i++) {
            List<TextLine> cells = rows.get(i).cells();
            for (int j = 0; j < cells.size(); j++) {
                inside(cells.get(j), fields);
                if (j + 1 < cells.size()) {
                    add(fields, cells.get(j).text(), cells.get(j + 1).text(), BESIDE);
                }
                if (i + 1 < rows.size()) {
                    stacked(cells.get(j), rows.get(i + 1), fields);
                }
            }
            if (cells.size() > 2) {
                add(fields, cells.getFirst().text(), cells.getLast().text(), BESIDE);
            }
        }
        return fields;
    }

    private static void inside(TextLine cell, List<Field> fields) {
        String text = cell.text();
        Matcher colon = COLON.matcher(text);
        if (colon.matches()) {
            add(fields, colon.group(1), colon.group(2), BESIDE);
            return;
        }
        List<String> words = List.of(text.split(" ", -1));
        for (int i = 1; i < Math.min(words.size(), LONGEST_LABEL + 1); i++) {
            add(
                    fields,
                    String.join(" ", words.subList(0, i)),
                    String.join(" ", words.subList(i, words.size())),
                    RUN_ON);
        }
        Matcher trailing = TRAILING.matcher(text);
        if (trailing.matches()) {
            add(fields, trailing.group(1), trailing.group(2), BESIDE);
        }
    }

    private static void stacked(TextLine cell, Row next, List<Field> fields) {
        for (TextLine candidate : next.cells()) {
            boolean under = candidate.box().sharedWidth(cell.box()) > SAME_COLUMN;
            boolean close = candidate.box().y() - cell.box().bottom()
                    < ROWS_BELOW * cell.box().height();
            if (under && close) {
                add(fields, cell.text(), candidate.text(), BELOW);
                add(fields, candidate.text(), cell.text(), ABOVE);
            }
        }
    }

    private static void add(List<Field> fields, String label, String value, double place) {
        String bare = label.replaceAll("[\\s:.=_-]+$", "");
        String rest = value.replaceAll("^[\\s:=]+", "");
        if (!bare.isBlank() && !rest.isBlank()) {
            fields.add(new Field(bare, rest, place));
        }
    }
}
