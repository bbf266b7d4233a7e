package dev.maestro.lab.tasks.reading;

import dev.maestro.lab.tasks.draw.Anchor;
import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.draw.Lettering;
import dev.maestro.lab.tasks.draw.Tint;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Looks;
import dev.maestro.lab.tasks.family.Looks.Look;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.family.TaskFamily;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Small codes beside named labels, on a small picture or lost in a very large one full of other things. */
public final class HighResolutionFamily implements TaskFamily {

    private static final Pool<String> WORDING = new Pool<>(
            "code",
            List.of("What is the code next to {0}?", "Which code belongs to {0}?", "Read the code of the label {0}."),
            List.of("What code does {0} carry?"),
            List.of("Look for {0} and state its code.", "Find {0}: which code is printed with it?"));

    private static final Pool<List<String>> NAMES = new Pool<>(
            "names",
            List.of(List.of("Pump", "Valve", "Sensor", "Motor", "Filter"), List.of("Shelf", "Crate", "Pallet", "Bin")),
            List.of(List.of("Reactor", "Boiler", "Tank", "Cooler")),
            List.of(List.of("Turbine", "Switch", "Relay", "Fuse"), List.of("Plot", "Parcel", "Meadow", "Field")));

    private static final Pool<Layout> LAYOUTS = new Pool<>(
            "layout",
            List.of(
                    new Layout("beside", 13, true, 0.5),
                    new Layout("below", 14, false, 0.3),
                    new Layout("beside", 12, false, 0.8)),
            List.of(new Layout("below", 13, true, 0.6), new Layout("above", 14, true, 0.4)),
            List.of(
                    new Layout("above", 12, false, 0.7),
                    new Layout("beside", 15, true, 0.2),
                    new Layout("below", 11.5, true, 0.9)));

    @Override
    public String name() {
        return "high-resolution";
    }

    @Override
    public List<String> conditions() {
        return List.of("normal", "large", "wide", "tall");
    }

    @Override
    public Draft draw(Assignment assignment) {
        Dice dice = assignment.dice();
        Layout layout = assignment.pick(LAYOUTS);
        Look look = assignment.pick(Looks.LOOKS);
        boolean normal = assignment.is("normal");
        Canvas canvas =
                switch (assignment.is("large") ? 0 : assignment.is("wide") ? 1 : normal ? 2 : 3) {
                    case 0 -> new Canvas(3800, 2800, look.ground());
                    case 1 -> new Canvas(4000, 1500, look.ground());
                    case 2 -> new Canvas(960, 680, look.ground());
                    default -> new Canvas(1700, 3600, look.ground());
                };
        clutter(canvas, dice, look, layout);
        writing(canvas, dice, look, new Lettering(assignment.typeface(), 20, look.rule()));

        List<String> names = dice.some(numbered(dice, assignment.pick(NAMES)), normal ? 6 : 14);
        Lettering text = new Lettering(assignment.typeface(), normal ? layout.size + 4 : layout.size, look.ink());
        List<String> codes = new ArrayList<>();
        List<Rectangle2D> taken = new ArrayList<>();
        for (String name : names) {
            String code = dice.word("ABCDEFHKLMNPRTVX", 2) + "-" + dice.word("2345679", 4);
            codes.add(code);
            taken.add(plate(canvas, dice, layout, look, text, name, code, taken));
        }
        int asked = dice.between(0, names.size() - 1);
        assignment.note("scene", names + " " + codes);
        return new Draft(assignment.say(WORDING, names.get(asked)), canvas, Answer.text(codes.get(asked)));
    }

    private static List<String> numbered(Dice dice, List<String> kinds) {
        List<String> names = new ArrayList<>();
        for (String kind : kinds) {
            for (int number : dice.some(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), 5)) {
                names.add(kind + " " + number);
            }
        }
        return names;
    }

    /** Shapes, lines and large words without a code, in muted colours. */
    private static void clutter(Canvas canvas, Dice dice, Look look, Layout layout) {
        int area = canvas.width() * canvas.height();
        int shapes = 6 + (int) (area / 40_000.0 * layout.density);
        for (int i = 0; i < shapes; i++) {
            double x = dice.between(0, (double) canvas.width());
            double y = dice.between(0, (double) canvas.height());
            double size = dice.between(12, 90.0);
            Color color = Tint.between(dice.of(look.fills()), look.ground(), 0.65);
            switch (dice.between(0, 4)) {
                case 0 -> canvas.fill(Canvas.circle(x, y, size / 2), color);
                case 1 -> canvas.box(x, y, size * 1.6, size, color);
                case 2 -> canvas.frame(x, y, size * 2, size, 2, color);
                case 3 -> canvas.line(x, y, x + dice.between(-300, 300.0), y + dice.between(-300, 300.0), 1.5, color);
                default -> canvas.fill(Canvas.polygon(x, y, x + size, y + size, x - size, y + size), color);
            }
        }
    }

    /** Numbers and short words that belong to nothing, larger than the codes. */
    private static void writing(Canvas canvas, Dice dice, Look look, Lettering text) {
        int count = 2 + canvas.width() * canvas.height() / 250_000;
        for (int i = 0; i < count; i++) {
            String word =
                    dice.of(List.of("zone " + dice.between(1, 40), "No. " + dice.between(100, 999), "keep clear"));
            Lettering large = text.sized(dice.between(18, 64.0)).colored(Tint.between(look.ground(), look.ink(), 0.55));
            double x = dice.between(0, canvas.width() * 0.9);
            canvas.text(word, large, x, dice.between(40, canvas.height() - 10.0), Anchor.START);
        }
    }

    /** Draws a name with its code where there is room, and says where. */
    private static Rectangle2D plate(
            Canvas canvas,
            Dice dice,
            Layout layout,
            Look look,
            Lettering text,
            String name,
            String code,
            List<Rectangle2D> taken) {
        boolean beside = layout.place.equals("beside");
        double line = text.size() * 1.6;
        double width = 16 + (beside ? text.width(name + "   " + code) : Math.max(text.width(name), text.width(code)));
        double height = 10 + (beside ? line : 2 * line);
        Rectangle2D room;
        do {
            room = new Rectangle2D.Double(
                    StrictMath.rint(dice.between(10, canvas.width() - width - 10)),
                    StrictMath.rint(dice.between(10, canvas.height() - height - 10)),
                    width,
                    height);
        } while (collides(room, taken));
        canvas.fill(room, look.ground());
        if (layout.framed) {
            canvas.draw(room, 1, look.ink());
        }
        double left = room.getX() + 8;
        double first = room.getY() + 5 + line / 2;
        if (beside) {
            canvas.textAt(name, text, left, first, Anchor.START);
            canvas.textAt(code, text, left + text.width(name + "   "), first, Anchor.START);
        } else {
            boolean nameFirst = layout.place.equals("below");
            canvas.textAt(nameFirst ? name : code, text, left, first, Anchor.START);
            canvas.textAt(nameFirst ? code : name, text, left, first + line, Anchor.START);
        }
        return room;
    }

    private static boolean collides(Rectangle2D room, List<Rectangle2D> taken) {
        return taken.stream()
                .anyMatch(other -> other.intersects(
                        room.getX() - 30, room.getY() - 20, room.getWidth() + 60, room.getHeight() + 40));
    }

    /**
     * How labels are set.
     *
     * @param place of the code: beside, below or above its name
     * @param size of letters in pixels; four more on the small picture
     * @param density of the clutter, 0 to 1
     */
    record Layout(String place, double size, boolean framed, double density) {}
}
