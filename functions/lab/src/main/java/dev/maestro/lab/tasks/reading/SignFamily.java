package dev.maestro.lab.tasks.reading;

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

/** Signs with one or two lines of text, straight, turned, noisy or faint. */
public final class SignFamily implements TaskFamily {

    private static final Pool<String> WORDING = new Pool<>(
            "sign",
            List.of("What does the sign say?", "Read the text on the sign.", "What is written on the sign?"),
            List.of("Which words are on the sign?"),
            List.of("Copy out what the sign reads.", "State the wording of the sign."));

    private static final Pool<List<String>> WORDS = new Pool<>(
            "words",
            List.of(
                    List.of("EXIT", "GATE", "STAIRS", "PARKING", "OFFICE", "ENTRANCE", "PLATFORM", "LIBRARY"),
                    List.of("Closed", "Danger", "Private", "Reception", "Delivery", "Kitchen", "Workshop")),
            List.of(List.of("Museum", "HARBOUR", "Airport", "TICKETS", "Laundry", "STATION", "Bakery")),
            List.of(
                    List.of("Pharmacy", "GARAGE", "Terminal", "MARKET", "Elevator", "CASTLE", "Theatre"),
                    List.of("HOSPITAL", "Canteen", "WARDROBE", "Bridge", "TUNNEL", "Customs")));

    private static final Pool<Layout> LAYOUTS = new Pool<>(
            "layout",
            List.of(
                    new Layout(520, 240, 50, 0.72, "plain", false),
                    new Layout(600, 320, 90, 0.6, "framed", false),
                    new Layout(460, 300, 40, 0.8, "round", true)),
            List.of(new Layout(640, 260, 70, 0.55, "double", true), new Layout(500, 360, 60, 0.7, "framed", true)),
            List.of(
                    new Layout(560, 220, 30, 0.66, "arrow", false),
                    new Layout(680, 400, 120, 0.62, "round", false),
                    new Layout(480, 280, 80, 0.82, "double", false)));

    @Override
    public String name() {
        return "ocr-sign";
    }

    @Override
    public List<String> conditions() {
        return List.of("clean", "rotated", "quarter-turn", "noisy", "low-contrast");
    }

    @Override
    public Draft draw(Assignment assignment) {
        Dice dice = assignment.dice();
        Layout layout = assignment.pick(LAYOUTS);
        Look look = assignment.pick(Looks.LOOKS);
        String word = dice.of(assignment.pick(WORDS));
        String number = dice.between(2, 98) + (dice.chance(0.4) ? dice.word("ABCDEFHKLMNPR", 1) : "");
        String other = dice.of(List.of("Level " + dice.between(2, 9), "Room " + dice.between(101, 989), number));
        List<String> lines = layout.twoLines || dice.chance(0.4) ? List.of(word, other) : List.of(word + " " + number);

        Canvas canvas = picture(assignment, layout, look, lines);
        canvas = worn(assignment, canvas, look.ground());
        String answer = String.join(" ", lines);
        assignment.note("scene", answer);
        return new Draft(assignment.say(WORDING), canvas, Answer.text(answer));
    }

    private static Canvas picture(Assignment assignment, Layout layout, Look look, List<String> lines) {
        Color plate = layout.edge.equals("plain") ? look.ground() : look.fills().getFirst();
        Color ink = layout.edge.equals("plain") ? look.ink() : Tint.inkOn(plate);
        Canvas canvas = new Canvas(layout.width + 2 * layout.margin, layout.height + 2 * layout.margin, look.ground());
        double x = layout.margin;
        double y = layout.margin;
        double width = layout.width;
        double height = layout.height;
        switch (layout.edge) {
            case "round" -> canvas.fill(new java.awt.geom.RoundRectangle2D.Double(x, y, width, height, 60, 60), plate);
            case "arrow" ->
                canvas.fill(
                        Canvas.polygon(
                                x,
                                y,
                                x + width - 70,
                                y,
                                x + width,
                                y + height / 2,
                                x + width - 70,
                                y + height,
                                x,
                                y + height),
                        plate);
            default -> canvas.box(x, y, width, height, plate);
        }
        if (layout.edge.equals("framed") || layout.edge.equals("double")) {
            canvas.frame(x + 8, y + 8, width - 16, height - 16, 4, ink);
        }
        if (layout.edge.equals("double")) {
            canvas.frame(x + 18, y + 18, width - 36, height - 36, 1.5, ink);
        }
        Lettering base = new Lettering(assignment.bold(assignment.typeface()), 78, ink);
        double room = width * layout.fill - (layout.edge.equals("arrow") ? 30 : 0);
        for (int i = 0; i < lines.size(); i++) {
            Lettering text = base.sized(lines.size() == 1 ? 78 : 60).fitting(lines.get(i), room);
            double middle = y + height * (i + 1) / (lines.size() + 1);
            canvas.textAt(
                    lines.get(i), text, x + width / 2 - (layout.edge.equals("arrow") ? 25 : 0), middle, Anchor.MIDDLE);
        }
        return canvas;
    }

    private static Canvas worn(Assignment assignment, Canvas canvas, Color ground) {
        Dice dice = assignment.dice();
        if (assignment.is("rotated")) {
            return Wear.turned(canvas, dice.between(8, 25.0) * (dice.chance(0.5) ? 1 : -1), ground);
        }
        if (assignment.is("quarter-turn")) {
            return Wear.quarterTurned(canvas, dice.chance(0.5));
        }
        if (assignment.is("noisy")) {
            return Wear.noisy(canvas, dice, dice.between(110, 150), dice.between(0.04, 0.09));
        }
        if (assignment.is("low-contrast")) {
            return Wear.noisy(Wear.faded(canvas, new Color(128, 128, 132), dice.between(0.1, 0.2)), dice, 8, 0);
        }
        return canvas;
    }

    /**
     * Where things stand, in pixels.
     *
     * @param fill share of the width that a long line may take
     * @param edge plain, framed, round, double or arrow
     */
    record Layout(int width, int height, int margin, double fill, String edge, boolean twoLines) {}
}
