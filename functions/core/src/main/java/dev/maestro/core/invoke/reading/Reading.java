package dev.maestro.core.invoke.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a reader found on a picture.
 *
 * @param width of the picture in pixels
 * @param height of the picture in pixels
 * @param lines in no particular order, none empty
 */
public record Reading(int width, int height, List<TextLine> lines) {

    private static final double SAME_ROW = 0.5;

    public Reading {
        lines = lines.stream().filter(line -> !line.text().isEmpty()).toList();
    }

    /** Rows from top to bottom: pieces that share half of the lower one's height with the row's first piece. */
    public List<Row> rows() {
        List<List<TextLine>> rows = new ArrayList<>();
        for (TextLine line : lines.stream()
                .sorted(Comparator.comparingDouble(line -> line.box().centreY()))
                .toList()) {
            List<TextLine> best = null;
            double most = SAME_ROW;
            for (List<TextLine> row : rows) {
                double shared = row.getLast().box().sharedHeight(line.box());
                boolean beside = row.stream().noneMatch(cell -> cell.box().sharedWidth(line.box()) > SAME_ROW);
                if (beside && shared >= most) {
                    best = row;
                    most = shared;
                }
            }
            if (best == null) {
                best = new ArrayList<>();
                rows.add(best);
            }
            best.add(line);
        }
        return rows.stream()
                .map(row -> new Row(row.stream()
                        .sorted(Comparator.comparingDouble(line -> line.box().x()))
                        .toList()))
                .sorted(Comparator.comparingDouble(row -> row.box().centreY()))
                .toList();
    }

    /** All text in reading order, one space between pieces. */
    public String text() {
        return rows().stream().map(Row::text).collect(Collectors.joining(" "));
    }

    /** Each piece of text that {@code scale} made larger and a crop moved, put back to where it was. */
    public List<TextLine> placedAt(double x, double y, double scale) {
        return lines.stream()
                .map(line -> new TextLine(
                        line.text(),
                        line.confidence(),
                        new Box(
                                x + line.box().x() / scale,
                                y + line.box().y() / scale,
                                line.box().width() / scale,
                                line.box().height() / scale)))
                .toList();
    }
}
