package dev.maestro.lab.tasks.table;

import dev.maestro.lab.tasks.draw.Anchor;
import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.draw.Lettering;
import dev.maestro.lab.tasks.draw.Tint;
import dev.maestro.lab.tasks.draw.Wear;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Pool;
import java.awt.Color;
import java.util.List;

/**
 * A table of two columns in small print, as in a school book.
 *
 * @param title above it, or empty
 * @param header names of the columns; none for a list of prices
 * @param rows name and value
 */
record SmallTable(String title, List<String> header, List<List<String>> rows) {

    private static final Pool<Layout> LAYOUTS = new Pool<>(
            "layout",
            List.of(
                    new Layout(14, 8, 22, 0xFFFFFF, 0x222222, 0xD8E6F5),
                    new Layout(13, 6, 16, 0xFFFFFF, 0x000000, 0xE6F2DC),
                    new Layout(16, 9, 26, 0xFFFDF5, 0x30261C, 0xF5E4C8)),
            List.of(
                    new Layout(15, 7, 20, 0xFAFAFF, 0x1E1E3C, 0xE4DCF2),
                    new Layout(13, 9, 30, 0xFFFFFF, 0x202020, 0xECECEC)),
            List.of(
                    new Layout(14, 10, 18, 0xFFFFFF, 0x111111, 0xFBE4E4),
                    new Layout(12, 6, 24, 0xF6FAF6, 0x14281C, 0xD4EAD8),
                    new Layout(17, 8, 22, 0xFFFFFF, 0x2A2A2A, 0xDDEEF0)));

    SmallTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /** The picture, as its condition wants it. */
    Canvas picture(Assignment assignment) {
        Dice dice = assignment.dice();
        Layout layout = assignment.pick(LAYOUTS);
        Lettering text = new Lettering(assignment.typeface(), layout.size, new Color(layout.ink));
        Lettering bold = new Lettering(assignment.bold(text.typeface()), layout.size, new Color(layout.ink));
        double first = layout.column(text, bold, header.isEmpty() ? "" : header.get(0), names());
        double second = layout.column(text, bold, header.isEmpty() ? "" : header.get(1), values());
        double line = layout.size * 1.25 + 2.0 * layout.room;
        double top = title.isEmpty() ? 4 : line + 4;
        double width = Math.max(first + second, title.isEmpty() ? 0 : bold.width(title)) + 8;
        int lines = rows.size() + (header.isEmpty() ? 0 : 1);
        Canvas canvas = new Canvas((int) width + 1, (int) (top + lines * line) + 5, new Color(layout.ground));
        canvas.textAt(title, bold, width / 2, line / 2 + 2, Anchor.MIDDLE);

        double left = (width - first - second) / 2;
        for (int i = 0; i < lines; i++) {
            boolean head = i == 0 && !header.isEmpty();
            List<String> cells = head ? header : rows.get(i - (header.isEmpty() ? 0 : 1));
            double y = top + i * line;
            if (head || (assignment.is("zebra") && i % 2 == 1)) {
                canvas.box(left, y, first + second, line, new Color(layout.shade));
            }
            canvas.textAt(cells.get(0), head ? bold : text, left + layout.side / 2.0, y + line / 2, Anchor.START);
            canvas.textAt(
                    cells.get(1),
                    head ? bold : text,
                    left + first + second - layout.side / 2.0,
                    y + line / 2,
                    Anchor.END);
        }
        if (!assignment.is("bare")) {
            Color rule = Tint.between(new Color(layout.ground), new Color(layout.ink), 0.45);
            for (int i = 0; i <= lines; i++) {
                canvas.line(left, top + i * line, left + first + second, top + i * line, 1, rule);
            }
            for (double x : new double[] {left, left + first, left + first + second}) {
                canvas.line(x, top, x, top + lines * line, 1, rule);
            }
        }
        return assignment.is("worn")
                ? Wear.noisy(Wear.faded(canvas, new Color(200, 200, 200), dice.between(0.55, 0.8)), dice, 12, 0)
                : canvas;
    }

    private List<String> names() {
        return rows.stream().map(List::getFirst).toList();
    }

    private List<String> values() {
        return rows.stream().map(List::getLast).toList();
    }

    /**
     * How it is set; lengths in pixels, colours 0xRRGGBB.
     *
     * @param size of letters
     * @param room above and below a line
     * @param side room beside the text of a cell, both sides together
     * @param shade of the header
     */
    record Layout(double size, int room, int side, int ground, int ink, int shade) {

        double column(Lettering text, Lettering bold, String head, List<String> cells) {
            double widest = cells.stream().mapToDouble(text::width).max().orElse(0);
            return Math.max(widest, bold.width(head)) + side;
        }
    }
}
