package dev.maestro.lab.tasks.reading;

import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.draw.Tint;
import dev.maestro.lab.tasks.draw.Wear;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.family.TaskFamily;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.List;

/** One digit, written with a pen: neat, hasty, faint, or on a noisy scan. */
public final class HandwrittenDigitFamily implements TaskFamily {

    private static final Pool<String> WORDING = new Pool<>(
            "digit",
            List.of("Which digit is this?", "What digit was written by hand?", "Read the handwritten digit."),
            List.of("Name the digit in the picture."),
            List.of("Which of the digits 0 to 9 did somebody write here?", "State the digit that the image shows."));

    private static final Pool<Layout> LAYOUTS = new Pool<>(
            "layout",
            List.of(
                    new Layout(32, 5, 2.6, 0x000000, 0xFFFFFF),
                    new Layout(64, 12, 4.2, 0xFFFFFF, 0x1C1C28),
                    new Layout(44, 8, 3.8, 0xF7F3E8, 0x24408C)),
            List.of(new Layout(36, 6, 3.4, 0x101018, 0xE8E8E8), new Layout(90, 20, 6.5, 0xFFFDF6, 0x303030)),
            List.of(
                    new Layout(28, 4, 2.4, 0xFFFFFF, 0x000000),
                    new Layout(72, 16, 6.0, 0x182030, 0xF0F0D8),
                    new Layout(110, 18, 7.0, 0xEDF1F5, 0x5A1E1E)));

    @Override
    public String name() {
        return "handwritten-digit";
    }

    @Override
    public List<String> conditions() {
        return List.of("neat", "hasty", "faint", "noisy");
    }

    @Override
    public Draft draw(Assignment assignment) {
        Dice dice = assignment.dice();
        Layout layout = assignment.pick(LAYOUTS);
        int digit = dice.between(0, 9);
        assignment.note("scene", Integer.toString(digit));

        boolean hasty = assignment.is("hasty");
        double height = (layout.side - 2.0 * layout.margin) * dice.between(0.86, 1.0);
        double width = height * dice.between(0.45, 0.95);
        List<Path2D> strokes = PenStrokes.random(dice, digit)
                .drawn(
                        dice,
                        hasty ? 0.1 : 0.05,
                        dice.between(hasty ? -0.15 : -0.05, hasty ? 0.5 : 0.3),
                        (layout.side - width) / 2,
                        (layout.side - height) / 2,
                        width,
                        height);
        Color ground = new Color(layout.ground);
        Color ink = assignment.is("faint")
                ? Tint.between(ground, new Color(layout.ink), dice.between(0.25, 0.45))
                : new Color(layout.ink);
        Canvas canvas = new Canvas(layout.side, layout.side, ground);
        double pen = layout.pen * dice.between(0.8, 1.6);
        strokes.forEach(stroke -> canvas.draw(stroke, pen, ink));
        Canvas finished = assignment.is("noisy")
                ? Wear.noisy(Wear.blurred(canvas, 1), dice, dice.between(30, 70), dice.between(0.0, 0.02))
                : canvas;
        return new Draft(assignment.say(WORDING), finished, Answer.number(digit));
    }

    /**
     * What is written on and with; lengths in pixels, colours 0xRRGGBB.
     *
     * @param side of the square picture
     * @param pen width of a stroke
     */
    record Layout(int side, int margin, double pen, int ground, int ink) {}
}
