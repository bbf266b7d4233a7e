package dev.maestro.lab.tasks.figure;

import dev.maestro.lab.tasks.draw.Anchor;
import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.draw.Lettering;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.figure.DiagramFamily.Sheet;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** A grid of uneven cells, empty or with words in them. */
final class RowsAndColumns implements DiagramFamily.Figure {

    private static final Pool<String> WORDING = new Pool<>(
            "grid",
            List.of(
                    "How many rows and columns does the grid have? Answer as (rows,columns).",
                    "Count rows and columns of the grid and answer as (rows,columns)."),
            List.of("What is the size of the grid, as (rows,columns)?"),
            List.of("Give the number of rows and of columns in the form (rows,columns)."));

    @Override
    public Draft draw(Assignment assignment, Sheet sheet) {
        Dice dice = assignment.dice();
        List<Double> ys = edges(dice, sheet.margin(), sheet.bottom(), dice.between(3, 9));
        List<Double> xs = edges(dice, sheet.margin(), sheet.right(), dice.between(3, 9));
        int rows = ys.size() - 1;
        int columns = xs.size() - 1;
        Color color = sheet.colors().getFirst();
        for (double y : ys) {
            sheet.canvas().line(xs.getFirst(), y, xs.getLast(), y, sheet.stroke(), color);
        }
        for (double x : xs) {
            sheet.canvas().line(x, ys.getFirst(), x, ys.getLast(), sheet.stroke(), color);
        }
        if (dice.chance(0.5)) {
            Lettering text = new Lettering(assignment.typeface(), 15, sheet.ink());
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    String word = dice.word("abcdefghikmnoprstuvw", dice.between(2, 5));
                    sheet.canvas()
                            .textAt(
                                    word,
                                    text.fitting(word, (xs.get(j + 1) - xs.get(j)) * 0.8),
                                    (xs.get(j) + xs.get(j + 1)) / 2,
                                    (ys.get(i) + ys.get(i + 1)) / 2,
                                    Anchor.MIDDLE);
                }
            }
        }
        assignment.note("scene", xs + " " + ys);
        return new Draft(assignment.say(WORDING), sheet.canvas(), Answer.pair(rows, columns));
    }

    /** Edges of cells whose sizes differ by up to a half. */
    private static List<Double> edges(Dice dice, double from, double to, int cells) {
        List<Double> sizes = new ArrayList<>();
        double sum = 0;
        for (int i = 0; i < cells; i++) {
            double size = dice.between(1, 1.5);
            sizes.add(size);
            sum += size;
        }
        List<Double> edges = new ArrayList<>(List.of(from));
        for (double size : sizes) {
            edges.add(edges.getLast() + size / sum * (to - from));
        }
        return List.copyOf(edges);
    }
}
