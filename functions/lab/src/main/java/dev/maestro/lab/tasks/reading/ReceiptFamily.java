package dev.maestro.lab.tasks.reading;

import dev.maestro.lab.tasks.draw.Anchor;
import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.draw.Lettering;
import dev.maestro.lab.tasks.draw.Typeface;
import dev.maestro.lab.tasks.draw.Wear;
import dev.maestro.lab.tasks.family.Answer;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Pool;
import dev.maestro.lab.tasks.family.TaskFamily;
import java.awt.Color;
import java.util.List;

/** Receipts: total, date, company, telephone, price of an item. */
public final class ReceiptFamily implements TaskFamily {

    private static final Pool<Layout> LAYOUTS = new Pool<>(
            "layout",
            List.of(
                    new Layout(460, 40, 18, 1.7, true, true, true, "TOTAL", "Date: ", "Tel: ", "/", ""),
                    new Layout(520, 60, 20, 1.6, false, false, true, "Total", "", "Phone ", "-", "$"),
                    new Layout(420, 30, 16, 1.9, true, false, false, "TOTAL DUE", "Date ", "T. ", ".", "")),
            List.of(
                    new Layout(560, 80, 19, 1.55, false, true, false, "Grand total", "Issued ", "Telephone ", "m", "€"),
                    new Layout(440, 24, 17, 1.75, true, false, true, "AMOUNT DUE", "", "Ph: ", "/", "$")),
            List.of(
                    new Layout(600, 90, 22, 1.5, false, true, true, "To pay", "Day: ", "Call ", "m", ""),
                    new Layout(400, 22, 15, 2.0, true, true, false, "BALANCE", "", "Tel. ", "-", "€"),
                    new Layout(500, 50, 18, 1.65, true, false, true, "Sum total", "Printed ", "Fon ", ".", "$")));

    @Override
    public String name() {
        return "key-information";
    }

    @Override
    public List<String> conditions() {
        return List.of("clean", "rotated", "noisy", "long");
    }

    @Override
    public Draft draw(Assignment assignment) {
        Dice dice = assignment.dice();
        Layout layout = assignment.pick(LAYOUTS);
        boolean isLong = assignment.is("long");
        Receipt receipt = Receipt.random(
                dice,
                dice.of(assignment.pick(ReceiptWords.COMPANIES)),
                dice.some(assignment.pick(ReceiptWords.GOODS), isLong ? dice.between(14, 19) : dice.between(3, 7)),
                layout.separator);
        assignment.note("scene", receipt.toString());
        Canvas canvas = picture(assignment, layout, receipt, isLong ? 0.8 : 1);
        if (assignment.is("rotated")) {
            Color table = new Color(170, 160, 148);
            canvas = Wear.turned(canvas, dice.between(4, 13.0) * (dice.chance(0.5) ? 1 : -1), table);
        } else if (assignment.is("noisy")) {
            canvas = Wear.noisy(canvas, dice, dice.between(50, 85), dice.between(0.01, 0.03));
        }
        String kind = dice.of(List.of("total", "total", "date", "company", "phone", "price"));
        assignment.note("asked", kind);
        return switch (kind) {
            case "total" -> new Draft(assignment.say(ReceiptWords.TOTAL), canvas, Answer.cents(receipt.total()));
            case "date" -> new Draft(assignment.say(ReceiptWords.DATE), canvas, Answer.printed(receipt.date()));
            case "company" ->
                new Draft(assignment.say(ReceiptWords.COMPANY), canvas, Answer.printed(receipt.company()));
            case "phone" -> new Draft(assignment.say(ReceiptWords.PHONE), canvas, Answer.printed(receipt.phone()));
            default -> {
                int item = dice.between(0, receipt.goods().size() - 1);
                yield new Draft(
                        assignment.say(ReceiptWords.PRICE, receipt.goods().get(item)),
                        canvas,
                        Answer.cents(receipt.prices().get(item)));
            }
        };
    }

    private static Canvas picture(Assignment assignment, Layout layout, Receipt receipt, double scale) {
        Dice dice = assignment.dice();
        Typeface typeface = assignment.typeface();
        Color paper = new Color(255 - dice.between(0, 8), 255 - dice.between(0, 8), 252 - dice.between(0, 14));
        Color ink = new Color(dice.between(15, 60), dice.between(15, 60), dice.between(15, 60));
        Lettering text = new Lettering(typeface, layout.size * scale, ink);
        Lettering bold = new Lettering(assignment.bold(typeface), layout.size * scale, ink);
        int lines = receipt.goods().size() + 12;
        Canvas canvas = new Canvas(layout.width, (int) (lines * text.size() * layout.gap) + 60, paper);
        ReceiptPage page = new ReceiptPage(canvas, layout.margin, text.size() * layout.gap, 40 + text.size());

        Anchor head = layout.centred ? Anchor.MIDDLE : Anchor.START;
        page.line(receipt.company(), bold.sized(text.size() * 1.35), head);
        page.line(receipt.street(), text, head);
        page.line(layout.phoneLabel + receipt.phone(), text, head);
        if (layout.dateTop) {
            page.pair(layout.dateLabel + receipt.date(), receipt.time(), text);
        }
        page.rule(layout.rules, ink);
        for (int i = 0; i < receipt.goods().size(); i++) {
            page.pair(receipt.goods().get(i), layout.money(receipt.prices().get(i)), text);
        }
        page.rule(layout.rules, ink);
        page.pair("Subtotal", layout.money(receipt.subtotal()), text);
        page.pair("Tax", layout.money(receipt.tax()), text);
        page.pair(layout.totalLabel, layout.money(receipt.total()), bold.sized(text.size() * 1.2));
        page.rule(layout.rules, ink);
        page.pair("Cash", layout.money(receipt.cash()), text);
        page.pair("Change", layout.money(receipt.cash() - receipt.total()), text);
        if (!layout.dateTop) {
            page.pair(layout.dateLabel + receipt.date(), receipt.time(), text);
        }
        page.line("Thank you", text, Anchor.MIDDLE);
        return canvas;
    }

    /**
     * How a receipt is set.
     *
     * @param size of letters in pixels
     * @param gap between lines, as a multiple of the size
     * @param separator of the date's parts, {@code m} for the month's name
     */
    record Layout(
            int width,
            int margin,
            double size,
            double gap,
            boolean centred,
            boolean dateTop,
            boolean rules,
            String totalLabel,
            String dateLabel,
            String phoneLabel,
            String separator,
            String currency) {

        String money(int cents) {
            return currency + Answer.cents(cents).value();
        }
    }
}
