package dev.maestro.lab.tasks.reckoning;

import dev.maestro.lab.tasks.draw.Anchor;
import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.draw.Lettering;
import dev.maestro.lab.tasks.draw.Tint;
import dev.maestro.lab.tasks.draw.Typeface;
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

/** Facts about chemical elements, named in the question or shown as a tile of the periodic table to read first. */
public final class ScienceFamily implements TaskFamily {

    private static final Pool<String> NUMBER = new Pool<>(
            "atomic number",
            List.of("What is the atomic number of {0}?", "Which atomic number does {0} have?"),
            List.of("Give the atomic number of {0}."),
            List.of("How many protons does an atom of {0} have?", "State the atomic number that belongs to {0}."));

    private static final Pool<String> SYMBOL = new Pool<>(
            "symbol",
            List.of("What is the chemical symbol of {0}?", "Which symbol stands for {0}?"),
            List.of("Give the symbol of {0}."),
            List.of("How is {0} abbreviated in the periodic table?"));

    private static final Pool<String> NAME = new Pool<>(
            "name",
            List.of("What is the name of {0}?", "How is {0} called?"),
            List.of("Give the name of {0}."),
            List.of("Write out the name of {0}."));

    private static final Pool<String> PERIOD = new Pool<>(
            "period",
            List.of("In which period of the periodic table is {0}?", "What is the period of {0}?"),
            List.of("Which period does {0} belong to?"),
            List.of("In which row of the periodic table does {0} stand?"));

    private static final Pool<String> GROUP = new Pool<>(
            "group",
            List.of("In which group of the periodic table is {0}?", "What is the group number of {0}?"),
            List.of("Which group does {0} belong to?"),
            List.of("In which column of the periodic table does {0} stand?"));

    private static final Pool<Layout> LAYOUTS = new Pool<>(
            "layout",
            List.of(
                    new Layout(260, 300, 60, true, 0.5, 110),
                    new Layout(320, 320, 90, false, 0.42, 130),
                    new Layout(220, 240, 40, true, 0.55, 84)),
            List.of(new Layout(300, 260, 70, false, 0.48, 100), new Layout(240, 320, 110, true, 0.4, 96)),
            List.of(
                    new Layout(360, 300, 50, true, 0.58, 140),
                    new Layout(210, 210, 120, false, 0.45, 80),
                    new Layout(280, 360, 80, true, 0.36, 104)));

    @Override
    public String name() {
        return "science";
    }

    @Override
    public List<String> conditions() {
        return List.of("text", "tile", "tile-noisy", "tile-rotated");
    }

    @Override
    public Draft draw(Assignment assignment) {
        Dice dice = assignment.dice();
        Element element = dice.of(Element.ALL);
        assignment.note("scene", element.toString());
        String asked = dice.of(List.of("number", "number", "symbol", "name", "period", "group"));
        assignment.note("asked", asked);
        boolean text = assignment.is("text");
        String described = asked.equals("name") ? "the element with the symbol " + element.symbol() : element.name();
        String subject = text ? described : "the element in the picture";
        List<Canvas> pictures = text ? List.of() : List.of(tile(assignment, element, asked));
        return switch (asked) {
            case "number" -> new Draft(assignment.say(NUMBER, subject), pictures, Answer.number(element.number()));
            case "symbol" -> new Draft(assignment.say(SYMBOL, subject), pictures, Answer.text(element.symbol()));
            case "name" -> new Draft(assignment.say(NAME, subject), pictures, Answer.text(element.name()));
            case "period" -> new Draft(assignment.say(PERIOD, subject), pictures, Answer.number(element.period()));
            default -> new Draft(assignment.say(GROUP, subject), pictures, Answer.number(element.group()));
        };
    }

    /** A tile that shows symbol, name or both, but never what is asked for. */
    private static Canvas tile(Assignment assignment, Element element, String asked) {
        Dice dice = assignment.dice();
        Layout layout = assignment.pick(LAYOUTS);
        Look look = assignment.pick(Looks.LOOKS);
        Canvas canvas = new Canvas(layout.width + 2 * layout.margin, layout.height + 2 * layout.margin, look.ground());
        Color plate = look.fills().get(dice.between(0, 3));
        canvas.box(layout.margin, layout.margin, layout.width, layout.height, plate);
        if (layout.framed) {
            canvas.frame(layout.margin, layout.margin, layout.width, layout.height, 4, look.ink());
        }
        Typeface typeface = assignment.typeface();
        boolean symbol = !asked.equals("symbol");
        boolean name = asked.equals("symbol") || (!asked.equals("name") && dice.chance(0.4));
        double middle = canvas.width() / 2.0;
        double y = layout.margin + layout.height * layout.level;
        if (symbol) {
            Lettering large = new Lettering(assignment.bold(typeface), layout.size, Tint.inkOn(plate));
            canvas.textAt(
                    element.symbol(), large.fitting(element.symbol(), layout.width * 0.8), middle, y, Anchor.MIDDLE);
        }
        if (name) {
            Lettering small =
                    new Lettering(typeface, symbol ? layout.size * 0.3 : layout.size * 0.5, Tint.inkOn(plate));
            double below = symbol ? y + layout.size * 0.75 : y;
            canvas.textAt(
                    element.name(), small.fitting(element.name(), layout.width * 0.86), middle, below, Anchor.MIDDLE);
        }
        if (assignment.is("tile-noisy")) {
            return Wear.noisy(canvas, dice, dice.between(90, 140), dice.between(0.03, 0.07));
        }
        if (assignment.is("tile-rotated")) {
            return Wear.turned(canvas, dice.between(10, 28.0) * (dice.chance(0.5) ? 1 : -1), look.ground());
        }
        return canvas;
    }

    /**
     * How a tile is set, in pixels.
     *
     * @param level of the symbol, as a share of the tile's height
     * @param size of the symbol
     */
    record Layout(int width, int height, int margin, boolean framed, double level, double size) {}
}
