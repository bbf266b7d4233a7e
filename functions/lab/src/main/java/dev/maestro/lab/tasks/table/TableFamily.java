package dev.maestro.lab.tasks.table;

import dev.maestro.lab.tasks.draw.Anchor;
import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.draw.Lettering;
import dev.maestro.lab.tasks.draw.Typeface;
import dev.maestro.lab.tasks.draw.Wear;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Looks;
import dev.maestro.lab.tasks.family.Looks.Look;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.family.TaskFamily;
import java.util.List;
import java.util.stream.IntStream;

/** Tables: the questions of charts, and sums over a row or a column. */
public final class TableFamily implements TaskFamily {

    private static final Pool<Layout> LAYOUTS = new Pool<>(
            "layout",
            List.of(
                    new Layout(40, 40, 130, 96, 38, 18, false, true),
                    new Layout(70, 24, 150, 84, 34, 16, true, true),
                    new Layout(24, 60, 170, 110, 46, 20, false, false)),
            List.of(
                    new Layout(90, 70, 140, 120, 42, 18, true, false),
                    new Layout(30, 30, 190, 76, 32, 15, false, true)),
            List.of(
                    new Layout(56, 90, 160, 128, 50, 21, true, true),
                    new Layout(110, 36, 128, 82, 36, 17, false, false),
                    new Layout(20, 20, 210, 100, 30, 15, true, false)));

    private static final Pool<String> ROW = new Pool<>(
            "row sum",
            List.of("What is the sum of all values for {0}?", "Add up the row of {0}.", "What is the total for {0}?"),
            List.of("How much does {0} come to over all columns?"),
            List.of("Adding all its columns, what does {0} reach?", "Sum the entire row named {0}."));

    private static final Pool<String> COLUMN = new Pool<>(
            "column sum",
            List.of("What is the sum of all values in {0}?", "Add up the column {0}.", "What is the total of {0}?"),
            List.of("How much does the column {0} come to?"),
            List.of("Adding all its rows, what does {0} reach?", "Sum the entire column headed {0}."));

    @Override
    public String name() {
        return "table";
    }

    @Override
    public List<String> conditions() {
        return List.of("ruled", "open", "noisy", "rotated");
    }

    @Override
    public Draft draw(Assignment assignment) {
        Dice dice = assignment.dice();
        Figures figures = Figures.random(
                assignment, dice.between(3, 6), dice.between(2, 4), 1, dice.of(List.of(60, 90, 400, 980)));
        Layout layout = assignment.pick(LAYOUTS);
        Look look = assignment.pick(Looks.LOOKS);
        Canvas canvas = picture(assignment, figures, layout, look);
        if (assignment.is("noisy")) {
            canvas = Wear.noisy(canvas, dice, dice.between(50, 80), dice.between(0.01, 0.025));
        } else if (assignment.is("rotated")) {
            canvas = Wear.turned(canvas, dice.between(4, 14.0) * (dice.chance(0.5) ? 1 : -1), look.ground());
        }
        Figures.Query query = query(assignment, figures);
        return new Draft(query.question(), canvas, query.answer());
    }

    private static Canvas picture(Assignment assignment, Figures figures, Layout layout, Look look) {
        Typeface typeface = assignment.typeface();
        Lettering text = new Lettering(typeface, layout.size, look.ink());
        Lettering head = layout.boldHead ? new Lettering(assignment.bold(typeface), layout.size, look.ink()) : text;
        int columns = figures.series().size();
        int rows = figures.items().size() + 1;
        int width = layout.first + layout.column * columns;
        int height = layout.row * rows;
        Canvas canvas = new Canvas(width + 2 * layout.left, height + 2 * layout.top, look.ground());
        boolean lines = !assignment.is("open")
                && (assignment.is("ruled") || assignment.dice().chance(0.5));
        double x = layout.left;
        double y = layout.top;
        if (layout.striped) {
            for (int i = 1; i < rows; i += 2) {
                canvas.box(x, y + i * layout.row, width, layout.row, look.rule());
            }
        }
        for (int i = 0; lines && i <= rows; i++) {
            canvas.line(x, y + i * layout.row, x + width, y + i * layout.row, 1, look.ink());
        }
        for (int j = 0; lines && j <= columns; j++) {
            double at = x + layout.first + j * layout.column;
            canvas.line(at, y, at, y + height, 1, look.ink());
        }
        if (lines) {
            canvas.line(x, y, x, y + height, 1, look.ink());
        }
        for (int j = 0; j < columns; j++) {
            double right = x + layout.first + (j + 1) * layout.column - layout.column * 0.15;
            canvas.textAt(figures.series().get(j), head, right, y + layout.row / 2.0, Anchor.END);
            for (int i = 0; i < figures.items().size(); i++) {
                double middle = y + layout.row * (i + 1.5);
                canvas.textAt(Integer.toString(figures.value(i, j)), text, right, middle, Anchor.END);
            }
        }
        for (int i = 0; i < figures.items().size(); i++) {
            canvas.textAt(figures.items().get(i), text, x + 10, y + layout.row * (i + 1.5), Anchor.START);
        }
        return canvas;
    }

    private static Figures.Query query(Assignment assignment, Figures figures) {
        Dice dice = assignment.dice();
        if (dice.chance(0.6)) {
            return figures.ask(assignment);
        }
        if (dice.chance(0.5)) {
            int item = dice.between(0, figures.items().size() - 1);
            int sum = figures.values().get(item).stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            assignment.note("asked", "row sum");
            return new Figures.Query(assignment.say(ROW, figures.items().get(item)), Answer.number(sum));
        }
        int column = dice.between(0, figures.series().size() - 1);
        int sum = IntStream.range(0, figures.items().size())
                .map(item -> figures.value(item, column))
                .sum();
        assignment.note("asked", "column sum");
        return new Figures.Query(assignment.say(COLUMN, figures.series().get(column)), Answer.number(sum));
    }

    /**
     * Where things stand, in pixels.
     *
     * @param first width of the column of names
     * @param row height of a row
     * @param size of letters
     */
    record Layout(int left, int top, int first, int column, int row, double size, boolean striped, boolean boldHead) {}
}
