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
 * @param place 0 when both stand on one line, 1 when the value stands below
 */
record Field(String label, String value, int place) {

    private static final Pattern COLON = Pattern.compile("^\\s*([^:]*\\p{L}[^:]*?)\\s*:\\s*(.*?)\\s*$");
    private static final Pattern TRAILING =
            Pattern.compile("^(.*\\p{L}[^\\d]*?)[\\s:=.·_-]+((?:\\p{Sc}|[A-Z]{2,3}\\s)?\\s?[-+]?\\d\\S*)$");
    private static final double SAME_COLUMN = 0.5;
    private static final double ROWS_BELOW = 2.5;

    /** All pairs that could be a label and its value, from top to bottom; one text may be in several. */
    static List<Field> of(Reading reading) {
        List<Field> fields = new ArrayList<>();
        List<Row> rows = reading.rows();
        for (int i = 0; i < rows.size(); i++) {
            List<TextLine> cells = rows.get(i).cells();
            for (int j = 0; j < cells.size(); j++) {
                inside(cells.get(j).text(), fields);
                if (j + 1 < cells.size()) {
                    add(fields, cells.get(j).text(), cells.get(j + 1).text(), 0);
                }
                if (i + 1 < rows.size()) {
                    below(cells.get(j), rows.get(i + 1), fields);
                }
            }
            if (cells.size() > 2) {
                add(fields, cells.getFirst().text(), cells.getLast().text(), 0);
            }
        }
        return fields;
    }

    private static void inside(String text, List<Field> fields) {
        Matcher colon = COLON.matcher(text);
        if (colon.matches()) {
            add(fields, colon.group(1), colon.group(2), 0);
            return;
        }
        Matcher trailing = TRAILING.matcher(text);
        if (trailing.matches()) {
            add(fields, trailing.group(1), trailing.group(2), 0);
        }
    }

    private static void below(TextLine cell, Row next, List<Field> fields) {
        for (TextLine candidate : next.cells()) {
            boolean under = candidate.box().sharedWidth(cell.box()) > SAME_COLUMN;
            boolean close = candidate.box().y() - cell.box().bottom()
                    < ROWS_BELOW * cell.box().height();
            if (under && close) {
                add(fields, cell.text(), candidate.text(), 1);
            }
        }
    }

    private static void add(List<Field> fields, String label, String value, int place) {
        String bare = label.replaceAll("[\\s:.=_-]+$", "");
        String rest = value.replaceAll("^[\\s:=]+", "");
        if (!bare.isBlank() && !rest.isBlank()) {
            fields.add(new Field(bare, rest, place));
        }
    }
}
