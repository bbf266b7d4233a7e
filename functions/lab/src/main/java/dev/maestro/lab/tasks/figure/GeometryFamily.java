package dev.maestro.lab.tasks.figure;

import dev.maestro.lab.tasks.draw.Anchor;
import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.draw.Lettering;
import dev.maestro.lab.tasks.draw.Tint;
import dev.maestro.lab.tasks.draw.Wear;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Looks;
import dev.maestro.lab.tasks.family.Looks.Look;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.family.TaskFamily;
import java.awt.Color;
import java.util.List;

/**
 * Figures whose labels must be read and then computed with. They are not to scale, so measuring does not help.
 */
public final class GeometryFamily implements TaskFamily {

    private static final Pool<String> UNKNOWN = new Pool<>(
            "unknown",
            List.of("What is x?", "Find x.", "What is the value of x in the figure?"),
            List.of("How large is x?"),
            List.of("Determine the quantity marked x.", "Work out what x must be."));

    private static final Pool<String> AREA = new Pool<>(
            "area",
            List.of("What is the area of the figure?", "Find the area of the shape.", "How large is the area?"),
            List.of("Calculate the area shown."),
            List.of("How much surface does the figure cover?", "Determine the enclosed area."));

    private static final Pool<String> PERIMETER = new Pool<>(
            "perimeter",
            List.of("What is the perimeter of the figure?", "Find the perimeter of the shape."),
            List.of("Calculate the length of the boundary."),
            List.of("How long is the way once around the figure?", "Determine the circumference of the shape."));

    private static final Pool<Layout> LAYOUTS = new Pool<>(
            "layout",
            List.of(
                    new Layout(560, 440, 80, 20, 3, ""),
                    new Layout(480, 480, 70, 18, 2, " cm"),
                    new Layout(640, 460, 90, 22, 2.5, "")),
            List.of(new Layout(600, 500, 100, 21, 2, " m"), new Layout(500, 420, 76, 19, 3, "")),
            List.of(
                    new Layout(680, 520, 110, 24, 2, " mm"),
                    new Layout(460, 520, 72, 18, 1.5, ""),
                    new Layout(620, 400, 78, 20, 3.5, " cm")));

    @Override
    public String name() {
        return "geometry";
    }

    @Override
    public List<String> conditions() {
        return List.of("clean", "turned", "noisy", "faint");
    }

    @Override
    public Draft draw(Assignment assignment) {
        Dice dice = assignment.dice();
        Layout layout = assignment.pick(LAYOUTS);
        Look look = assignment.pick(Looks.LOOKS);
        Polygon polygon = Polygon.random(dice, layout.unit);
        assignment.note("scene", polygon.toString());
        assignment.note("asked", polygon.asked());

        boolean faint = assignment.is("faint");
        Color ink = faint ? Tint.between(look.ground(), look.ink(), 0.24) : look.ink();
        Color line = faint
                ? Tint.between(look.ground(), look.fills().getFirst(), 0.28)
                : look.fills().getFirst();
        double degrees = assignment.is("turned") ? dice.between(20, 340.0) : dice.between(-6, 6.0);
        Canvas canvas = new Canvas(layout.width, layout.height, look.ground());
        Lettering text = new Lettering(assignment.typeface(), layout.size, ink);
        sketch(
                canvas,
                layout,
                polygon,
                polygon.placed(degrees, layout.width, layout.height, layout.margin),
                text,
                line);
        if (assignment.is("noisy")) {
            canvas = Wear.noisy(canvas, dice, dice.between(50, 90), dice.between(0.01, 0.03));
        }
        String question =
                switch (polygon.asked()) {
                    case "area" -> assignment.say(AREA);
                    case "perimeter" -> assignment.say(PERIMETER);
                    default -> assignment.say(UNKNOWN);
                };
        return new Draft(question, canvas, Answer.about(polygon.answer()));
    }

    private static void sketch(
            Canvas canvas, Layout layout, Polygon polygon, List<Point> corners, Lettering text, Color line) {
        int count = corners.size();
        Point centre = new Point(
                corners.stream().mapToDouble(Point::x).average().orElse(0),
                corners.stream().mapToDouble(Point::y).average().orElse(0));
        for (int i = 0; i < count; i++) {
            Point from = corners.get(i);
            Point to = corners.get((i + 1) % count);
            Point before = corners.get((i + count - 1) % count);
            canvas.line(from.x(), from.y(), to.x(), to.y(), layout.stroke, line);

            String side = polygon.sides().get(i);
            if (!side.isEmpty()) {
                double out = 12 + Math.max(text.size() * 0.6, text.width(side) / 2);
                Point at = outside(from, to, centre, out);
                canvas.textAt(side, text, at.x(), at.y(), Anchor.MIDDLE);
            }
            String angle = polygon.angles().get(i);
            if (angle.equals("∟")) {
                Point one = from.towards(to, 18);
                Point two = from.towards(before, 18);
                Point corner = new Point(one.x() + two.x() - from.x(), one.y() + two.y() - from.y());
                canvas.line(one.x(), one.y(), corner.x(), corner.y(), 1.5, line);
                canvas.line(two.x(), two.y(), corner.x(), corner.y(), 1.5, line);
            } else if (!angle.isEmpty()) {
                Point inward = from.towards(to, 100).middle(from.towards(before, 100));
                double half = Math.max(0.35, from.towards(to, 100).distance(inward) / 100);
                Point at = from.towards(inward, text.width(angle) * 0.5 / half + text.size() * 0.75);
                canvas.textAt(angle, text, at.x(), at.y(), Anchor.MIDDLE);
            }
        }
    }

    /** The point beside the middle of a side, away from the centre. */
    private static Point outside(Point from, Point to, Point centre, double distance) {
        Point middle = from.middle(to);
        double length = from.distance(to);
        double nx = (to.y() - from.y()) / length;
        double ny = (from.x() - to.x()) / length;
        double sign = nx * (middle.x() - centre.x()) + ny * (middle.y() - centre.y()) < 0 ? -1 : 1;
        return new Point(middle.x() + sign * nx * distance, middle.y() + sign * ny * distance);
    }

    /**
     * How a figure is set, in pixels.
     *
     * @param size of letters
     * @param unit after lengths, with its space
     */
    record Layout(int width, int height, int margin, double size, double stroke, String unit) {}
}
