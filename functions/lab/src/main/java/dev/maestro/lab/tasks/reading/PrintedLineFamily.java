package dev.maestro.lab.tasks.reading;

import dev.maestro.lab.tasks.draw.Anchor;
import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.draw.Lettering;
import dev.maestro.lab.tasks.draw.Wear;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.family.TaskFamily;
import java.awt.Color;
import java.util.List;

/** A single line cut out of a printed page: sharp, thin, smudged, or with the edges of its neighbours. */
public final class PrintedLineFamily implements TaskFamily {

    private static final Pool<String> WORDING = new Pool<>(
            "line",
            List.of("What is written here?", "Read the line of text in the image.", "Which text does the image show?"),
            List.of("What does the line of print say?"),
            List.of("Transcribe the text in the picture.", "Give the words of this line as printed."));

    private static final Pool<List<String>> STREETS = new Pool<>(
            "streets",
            List.of(
                    List.of("MILL LANE", "Station Road", "HIGH STREET", "Church Walk"),
                    List.of("Elm Avenue", "PARK ROW")),
            List.of(List.of("QUAY STREET", "Garden Close", "Abbey Road")),
            List.of(List.of("CANAL SIDE", "Temple Square", "FOUNTAIN COURT"), List.of("Orchard Drive", "BELL YARD")));

    private static final Pool<List<String>> NOTICES = new Pool<>(
            "notices",
            List.of(
                    List.of("THANK YOU, PLEASE COME AGAIN", "Goods sold are not returnable", "ALL PRICES INCLUDE TAX"),
                    List.of("Keep this slip as proof", "OPEN DAILY 9 AM TO 6 PM", "Table no. 4, guests: 2")),
            List.of(List.of("EXCHANGE WITHIN 7 DAYS", "Served by counter 3", "Your savings today: 1.20")),
            List.of(
                    List.of("NO REFUND WITHOUT INVOICE", "Customer copy, page 1 of 1", "MEMBERS EARN DOUBLE POINTS"),
                    List.of("Sign here for approval", "ROUNDING ADJUSTMENT 0.02")));

    private static final Pool<Layout> LAYOUTS = new Pool<>(
            "layout",
            List.of(new Layout(20, 6, 5, false), new Layout(15, 4, 3, true), new Layout(28, 14, 9, false)),
            List.of(new Layout(18, 8, 4, true), new Layout(24, 5, 7, false)),
            List.of(new Layout(16, 10, 6, false), new Layout(22, 3, 4, true), new Layout(32, 18, 11, false)));

    @Override
    public String name() {
        return "printed-line";
    }

    @Override
    public List<String> conditions() {
        return List.of("sharp", "thin", "smudged", "cut");
    }

    @Override
    public Draft draw(Assignment assignment) {
        Dice dice = assignment.dice();
        Layout layout = assignment.pick(LAYOUTS);
        String line = line(assignment);
        assignment.note("scene", line);

        Color paper = new Color(255 - dice.between(0, 14), 255 - dice.between(0, 14), 252 - dice.between(0, 20));
        int dark = assignment.is("thin") ? dice.between(120, 155) : dice.between(15, 70);
        Lettering text = new Lettering(
                layout.bold ? assignment.bold(assignment.typeface()) : assignment.typeface(),
                layout.size,
                new Color(dark, dark, dark));
        int width = (int) text.width(line) + 2 * layout.side;
        int height = (int) (text.capHeight() * 1.5) + 2 * layout.edge;
        Canvas canvas = new Canvas(width, height, paper);
        double baseline = height / 2.0 + text.capHeight() / 2;
        canvas.text(line, text, layout.side, baseline, Anchor.START);
        if (assignment.is("cut")) {
            double seen = layout.edge * 0.55;
            canvas.text(line(assignment), text, layout.side, seen, Anchor.START);
            canvas.text(line(assignment), text, layout.side, height + text.capHeight() - seen, Anchor.START);
        }
        if (assignment.is("smudged")) {
            canvas = Wear.noisy(Wear.blurred(canvas, 1), dice, dice.between(25, 60), dice.between(0.0, 0.02));
        }
        return new Draft(assignment.say(WORDING), canvas, Answer.printed(line));
    }

    private static String line(Assignment assignment) {
        Dice dice = assignment.dice();
        return switch (dice.between(0, 4)) {
            case 0 -> dice.between(2, 240) + ", " + dice.of(assignment.pick(STREETS));
            case 1 -> dice.of(assignment.pick(NOTICES));
            case 2 -> {
                String goods = dice.of(assignment.pick(ReceiptWords.GOODS));
                yield dice.between(1, 6) + " x " + goods + " "
                        + Answer.cents(dice.between(45, 9_990)).value();
            }
            case 3 -> "TEL: 0" + dice.between(20, 89) + "-" + dice.between(2_000_000, 9_899_999);
            default -> {
                String company = dice.of(assignment.pick(ReceiptWords.COMPANIES));
                yield company.toUpperCase(java.util.Locale.ROOT)
                        + dice.of(List.of(" TRADING", " & CO", " LTD", " STORE"));
            }
        };
    }

    /**
     * How the line is set and cut out, in pixels.
     *
     * @param size of letters
     * @param side room left and right
     * @param edge room above and below
     */
    record Layout(double size, int side, int edge, boolean bold) {}
}
