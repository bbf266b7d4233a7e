package dev.maestro.lab.tasks.figure;

import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Texture;
import dev.maestro.lab.tasks.draw.Tint;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Looks;
import dev.maestro.lab.tasks.family.Looks.Look;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.family.TaskFamily;
import java.awt.Color;
import java.util.List;

/**
 * Line drawings that are easy for people: crossings, circles, squares, grids, a circled letter, paths. Strong lines,
 * thin ones of one colour, lines on a scratched ground, or faint ones.
 */
public final class DiagramFamily implements TaskFamily {

    private static final Pool<Layout> LAYOUTS = new Pool<>(
            "layout",
            List.of(new Layout(480, 420, 40), new Layout(560, 460, 60), new Layout(420, 420, 30)),
            List.of(new Layout(620, 440, 50), new Layout(440, 520, 44)),
            List.of(new Layout(540, 540, 80), new Layout(680, 420, 36), new Layout(460, 480, 64)));

    private static final List<Figure> FIGURES = List.of(
            new CrossingLines(),
            new TwoCircles(),
            new NestedSquares(),
            new RowsAndColumns(),
            new CircledLetter(),
            new StationPaths());

    /** One kind of drawing. */
    interface Figure {

        Draft draw(Assignment assignment, Sheet sheet);
    }

    @Override
    public String name() {
        return "diagram";
    }

    @Override
    public List<String> conditions() {
        return List.of("plain", "thin", "textured", "faint");
    }

    @Override
    public Draft draw(Assignment assignment) {
        Layout layout = assignment.pick(LAYOUTS);
        Look look = assignment.pick(Looks.LOOKS);
        Figure figure = assignment.dice().of(FIGURES);
        assignment.note("asked", figure.getClass().getSimpleName());
        return figure.draw(assignment, sheet(assignment, layout, look));
    }

    private static Sheet sheet(Assignment assignment, Layout layout, Look look) {
        Canvas canvas = new Canvas(layout.width, layout.height, look.ground());
        boolean thin = assignment.is("thin");
        boolean faint = assignment.is("faint");
        if (assignment.is("textured")) {
            Texture.scratch(canvas, assignment.dice(), Tint.between(look.ground(), look.ink(), 0.25));
        }
        double stroke =
                thin ? assignment.dice().between(0.9, 1.3) : assignment.dice().between(2, 3.6);
        List<Color> colors = look.fills().stream()
                .map(color -> thin ? look.ink() : color)
                .map(color -> faint ? Tint.between(look.ground(), color, 0.28) : color)
                .toList();
        return new Sheet(canvas, layout.margin, stroke, colors, faint ? colors.getFirst() : look.ink());
    }

    /** Size of the picture in pixels. */
    record Layout(int width, int height, int margin) {}

    /**
     * What a figure is drawn on and with.
     *
     * @param margin that stays empty, in pixels
     * @param stroke width of lines, in pixels
     * @param colors four, all alike under some conditions
     * @param ink for text
     */
    record Sheet(Canvas canvas, int margin, double stroke, List<Color> colors, Color ink) {

        int right() {
            return canvas.width() - margin;
        }

        int bottom() {
            return canvas.height() - margin;
        }
    }
}
