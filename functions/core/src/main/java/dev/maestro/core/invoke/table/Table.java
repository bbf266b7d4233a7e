package dev.maestro.core.invoke.table;

import dev.maestro.core.invoke.reading.Box;
import dev.maestro.core.invoke.reading.Reading;
import dev.maestro.core.invoke.reading.Row;
import dev.maestro.core.invoke.reading.TextLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table as read: names of columns, and rows that begin with a name.
 *
 * @param header shape [columns]; the first is the corner; a name that was not read is empty
 * @param body shape [rows][columns]; a cell that was not read is empty
 */
record Table(List<String> header, List<List<String>> body) {

    private static final double OVERLAP = 0.3;

    /** The table of a page; empty when fewer than two rows have as many cells as most, two at least. */
    static Optional<Table> of(Reading reading) {
        List<Row> rows = reading.rows().stream().map(Table::split).toList();
        int columns = usualCells(rows);
        List<Row> full =
                rows.stream().filter(row -> row.cells().size() == columns).toList();
        if (columns < 2 || full.size() < 2) {
            return Optional.empty();
        }
        List<Box> places = places(full, columns);
        List<List<String>> lines = new ArrayList<>();
        boolean started = false;
        for (Row row : rows) {
            started |= row.cells().size() >= 2;
            List<String> line = started ? place(row, places) : List.of();
            if (line.stream().filter(cell -> !cell.isEmpty()).count() >= 2) {
                lines.add(line);
            }
        }
        return lines.size() < 2
                ? Optional.empty()
                : Optional.of(new Table(lines.getFirst(), lines.subList(1, lines.size())));
    }

    List<String> rowNames() {
        return body.stream().map(List::getFirst).toList();
    }

    int columns() {
        return header.size();
    }

    private static int usualCells(List<Row> rows) {
        Map<Integer, Integer> counts = new HashMap<>();
        rows.stream()
                .map(row -> row.cells().size())
                .filter(cells -> cells >= 2)
                .forEach(cells -> counts.merge(cells, 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    private static List<Box> places(List<Row> rows, int columns) {
        List<Box> places = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            int index = column;
            places.add(rows.stream()
                    .map(row -> row.cells().get(index).box())
                    .reduce(Box::around)
                    .orElseThrow());
        }
        return places;
    }

    private static List<String> place(Row row, List<Box> places) {
        List<String> line = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            line.add("");
        }
        if (row.cells().size() == places.size()) {
            for (int i = 0; i < places.size(); i++) {
                line.set(i, row.cells().get(i).text());
            }
            return line;
        }
        for (TextLine cell : row.cells()) {
            int column = column(cell.box(), places);
            line.set(column, (line.get(column) + " " + cell.text()).strip());
        }
        return line;
    }

    private static int column(Box cell, List<Box> places) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < places.size(); i++) {
            double shared = cell.sharedWidth(places.get(i));
            double fit = shared > OVERLAP
                    ? shared
                    : -Math.abs(cell.centreX() - places.get(i).centreX());
            if (fit > most) {
                best = i;
                most = fit;
            }
        }
        return best;
    }

    /** A row that the reader gave as one piece with rules between the cells is taken apart at the rules. */
    private static Row split(Row row) {
        if (row.cells().size() > 1
                || row.cells().stream().noneMatch(cell -> cell.text().contains("|"))) {
            return row;
        }
        TextLine whole = row.cells().getFirst();
        List<TextLine> cells = new ArrayList<>();
        int start = 0;
        for (String part : whole.text().split("\\|", -1)) {
            if (!part.isBlank()) {
                double unit = whole.box().width() / whole.text().length();
                Box box = new Box(
                        whole.box().x() + start * unit,
                        whole.box().y(),
                        part.length() * unit,
                        whole.box().height());
                cells.add(new TextLine(part, whole.confidence(), box));
            }
            start += part.length() + 1;
        }
        return cells.isEmpty() ? row : new Row(cells);
    }
}
