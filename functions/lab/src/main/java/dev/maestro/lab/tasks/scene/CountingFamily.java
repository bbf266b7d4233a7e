package dev.maestro.lab.tasks.scene;

import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.draw.Texture;
import dev.maestro.lab.tasks.draw.Tint;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Hue;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.family.TaskFamily;
import java.awt.Color;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;

/** Counting shapes by kind, by colour or by both; apart, overlapping, on a rough ground, faint, or of like colours. */
public final class CountingFamily implements TaskFamily {

    private static final List<String> KINDS = List.of("circle", "square", "triangle", "star", "pentagon");

    private static final List<List<Hue>> LIKE = List.of(
            List.of(Hue.RED, Hue.ORANGE, Hue.PINK),
            List.of(Hue.BLUE, Hue.PURPLE, Hue.TEAL),
            List.of(Hue.GREEN, Hue.TEAL),
            List.of(Hue.ORANGE, Hue.YELLOW, Hue.BROWN),
            List.of(Hue.PINK, Hue.PURPLE));

    private static final Pool<String> WORDING = new Pool<>(
            "count",
            List.of("How many {0} are there?", "Count the {0} in the picture.", "What is the number of {0}?"),
            List.of("How many {0} can be seen?"),
            List.of("Give the count of {0}.", "State how many {0} the image holds."));

    private static final Pool<Layout> LAYOUTS = new Pool<>(
            "layout",
            List.of(
                    new Layout(640, 480, 16, 34, 0xFFFFFF, false),
                    new Layout(560, 560, 20, 30, 0xF3F1EA, true),
                    new Layout(800, 500, 18, 42, 0xEAF0F4, false)),
            List.of(new Layout(720, 540, 22, 36, 0xF6EEF2, true), new Layout(600, 440, 15, 28, 0xFFFDF0, false)),
            List.of(
                    new Layout(680, 620, 18, 38, 0xE6EBE2, true),
                    new Layout(900, 420, 17, 30, 0xF0F0F6, false),
                    new Layout(520, 640, 20, 34, 0x2B2E34, false)));

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public List<String> conditions() {
        return List.of("apart", "overlapping", "textured", "low-contrast", "similar");
    }

    @Override
    public Draft draw(Assignment assignment) {
        Dice dice = assignment.dice();
        Layout layout = assignment.pick(LAYOUTS);
        List<Hue> hues = assignment.is("similar") ? dice.of(LIKE) : dice.some(List.of(Hue.values()), 4);
        List<String> kinds = dice.some(KINDS, 3);
        List<Thing> things = scene(assignment, layout, hues, kinds);
        assignment.note("scene", things.toString());

        Color ground = new Color(layout.ground);
        Canvas canvas = new Canvas(layout.width, layout.height, ground);
        if (assignment.is("textured")) {
            Color far = layout.ground < 0x800000 ? Color.WHITE : Color.BLACK;
            Texture.scratch(canvas, dice, Tint.between(ground, far, 0.3));
        }
        for (Thing thing : things) {
            Color color = thing.hue.color();
            if (assignment.is("low-contrast")) {
                color = Tint.between(ground, color, 0.28);
            }
            canvas.fill(thing.shape(), color);
            if (layout.outlined) {
                canvas.draw(thing.shape(), 1.5, Tint.between(color, Color.BLACK, 0.4));
            }
        }
        return query(assignment, canvas, things);
    }

    private static Draft query(Assignment assignment, Canvas canvas, List<Thing> things) {
        Dice dice = assignment.dice();
        Thing like = dice.of(things);
        String asked = dice.of(List.of("both", "kind", "hue"));
        String words =
                switch (asked) {
                    case "both" -> like.hue.word() + " " + like.kind + "s";
                    case "kind" -> like.kind + "s";
                    default -> like.hue.word() + " shapes";
                };
        long count = things.stream()
                .filter(thing -> asked.equals("kind") || thing.hue == like.hue)
                .filter(thing -> asked.equals("hue") || thing.kind.equals(like.kind))
                .count();
        assignment.note("asked", words);
        return new Draft(assignment.say(WORDING, words), canvas, Answer.number(count));
    }

    private static List<Thing> scene(Assignment assignment, Layout layout, List<Hue> hues, List<String> kinds) {
        Dice dice = assignment.dice();
        boolean overlapping = assignment.is("overlapping");
        int wanted = overlapping ? dice.between(10, 20) : dice.between(7, 18);
        List<Thing> things = new ArrayList<>();
        for (int attempt = 0; things.size() < wanted && attempt < 4000; attempt++) {
            double radius = dice.between((double) layout.smallest, layout.largest);
            double x = dice.between(radius + 6, layout.width - radius - 6);
            double y = dice.between(radius + 6, layout.height - radius - 6);
            // Every third stands anywhere; the others lean on one that is there already.
            if (overlapping && things.size() % 3 != 0) {
                Thing other = dice.of(things);
                double way = StrictMath.toRadians(dice.between(0, 360.0));
                double distance =
                        Math.max(radius, other.radius) + Math.min(radius, other.radius) * dice.between(0.42, 0.7);
                x = other.x + distance * StrictMath.cos(way);
                y = other.y + distance * StrictMath.sin(way);
            }
            Thing thing = new Thing(dice.of(kinds), dice.of(hues), x, y, radius, dice.between(0, 90.0));
            if (layout.holds(thing) && things.stream().allMatch(other -> other.leaves(thing, overlapping))) {
                things.add(thing);
            }
        }
        return List.copyOf(things);
    }

    /** A shape; lengths in pixels. */
    record Thing(String kind, Hue hue, double x, double y, double radius, double turn) {

        /** Whether enough of both can be seen. */
        boolean leaves(Thing other, boolean overlapping) {
            double dx = x - other.x;
            double dy = y - other.y;
            double reach = overlapping
                    ? Math.max(radius, other.radius) + Math.min(radius, other.radius) * 0.4
                    : radius + other.radius + 6;
            return dx * dx + dy * dy >= reach * reach;
        }

        Shape shape() {
            return switch (kind) {
                case "circle" -> Canvas.circle(x, y, radius);
                case "square" -> corners(4, 1);
                case "triangle" -> corners(3, 1);
                case "pentagon" -> corners(5, 1);
                default -> corners(10, 0.45);
            };
        }

        private Shape corners(int count, double inner) {
            double[] coordinates = new double[2 * count];
            for (int i = 0; i < count; i++) {
                double angle = StrictMath.toRadians(turn + 360.0 * i / count);
                double length = i % 2 == 1 ? radius * inner : radius;
                coordinates[2 * i] = x + length * StrictMath.cos(angle);
                coordinates[2 * i + 1] = y + length * StrictMath.sin(angle);
            }
            return Canvas.polygon(coordinates);
        }
    }

    /**
     * Size of the picture and of the shapes, in pixels.
     *
     * @param ground 0xRRGGBB
     */
    record Layout(int width, int height, int smallest, int largest, int ground, boolean outlined) {

        boolean holds(Thing thing) {
            double edge = thing.radius + 3;
            return thing.x > edge && thing.y > edge && thing.x < width - edge && thing.y < height - edge;
        }
    }
}
