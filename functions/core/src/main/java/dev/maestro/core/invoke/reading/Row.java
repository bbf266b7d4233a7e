package dev.maestro.core.invoke.reading;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Pieces of text on one height.
 *
 * @param cells from left to right, at least one
 */
public record Row(List<TextLine> cells) {

    public Row {
        cells = List.copyOf(cells);
    }

    /** All text, with one space between cells. */
    public String text() {
        return cells.stream().map(TextLine::text).collect(Collectors.joining(" "));
    }

    /** The least box around all cells. */
    public Box box() {
        return cells.stream().map(TextLine::box).reduce(Box::around).orElseThrow();
    }
}
