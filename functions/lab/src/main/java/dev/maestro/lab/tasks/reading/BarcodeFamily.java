package dev.maestro.lab.tasks.reading;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.datamatrix.encoder.SymbolShapeHint;
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
import java.util.Map;

/** Bar codes and matrix codes, clean, turned, blurred or noisy. */
public final class BarcodeFamily implements TaskFamily {

    private static final Pool<String> WORDING = new Pool<>(
            "code",
            List.of(
                    "What does the code in the picture encode?",
                    "Decode the code in the picture.",
                    "What text is in the code?"),
            List.of("Read out the printed code."),
            List.of("Which content does the symbol carry?", "State what a scanner would read here."));

    private static final Pool<Layout> LAYOUTS = new Pool<>(
            "layout",
            List.of(new Layout(60, 50, 2, 4, true), new Layout(30, 90, 3, 5, false), new Layout(100, 40, 2, 6, true)),
            List.of(new Layout(80, 80, 3, 4, true), new Layout(45, 30, 2, 5, false)),
            List.of(
                    new Layout(130, 70, 3, 6, false),
                    new Layout(36, 36, 2, 4, true),
                    new Layout(70, 120, 2, 7, false)));

    @Override
    public String name() {
        return "barcode";
    }

    @Override
    public List<String> conditions() {
        return List.of("clean", "rotated", "blurred", "noisy");
    }

    @Override
    public Draft draw(Assignment assignment) {
        Dice dice = assignment.dice();
        Layout layout = assignment.pick(LAYOUTS);
        BarcodeFormat format = dice.of(List.of(
                BarcodeFormat.EAN_13, BarcodeFormat.CODE_128, BarcodeFormat.QR_CODE, BarcodeFormat.DATA_MATRIX));
        String content = content(dice, format);
        assignment.note("asked", format.name());
        assignment.note("scene", content);

        boolean bars = format == BarcodeFormat.EAN_13 || format == BarcodeFormat.CODE_128;
        int module = bars ? layout.bar : layout.cell;
        Canvas canvas = picture(assignment, layout, matrix(format, content), bars, module, content);
        if (assignment.is("rotated")) {
            double degrees = bars ? dice.between(4, 20.0) : dice.between(8, 40.0);
            canvas = Wear.turned(canvas, degrees * (dice.chance(0.5) ? 1 : -1), new Color(205, 202, 196));
        } else if (assignment.is("blurred")) {
            canvas = Wear.blurred(canvas, Math.max(1, (module - 1) / 2));
        } else if (assignment.is("noisy")) {
            canvas = Wear.noisy(canvas, dice, dice.between(60, 130), dice.between(0.01, 0.05));
        }
        return new Draft(assignment.say(WORDING), canvas, Answer.text(content));
    }

    private static String content(Dice dice, BarcodeFormat format) {
        return switch (format) {
            case EAN_13 -> withCheckDigit("4" + dice.word("0123456789", 11));
            case CODE_128 -> dice.word("ABCDEFGHKLMNPRSTUVWXYZ", 3) + "-" + dice.word("0123456789", dice.between(4, 7));
            case QR_CODE ->
                dice.of(List.of("order ", "parcel ", "ticket ", "bay ")) + dice.word("0123456789", 6) + " "
                        + dice.word("ABCDEFGHKLMNPRSTUVWXYZ", 3);
            default -> dice.word("ABCDEFGHKLMNPRSTUVWXYZ0123456789", dice.between(8, 14));
        };
    }

    private static String withCheckDigit(String twelve) {
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (twelve.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return twelve + (10 - sum % 10) % 10;
    }

    private static BitMatrix matrix(BarcodeFormat format, String content) {
        try {
            return new MultiFormatWriter()
                    .encode(
                            content,
                            format,
                            1,
                            1,
                            Map.of(
                                    EncodeHintType.MARGIN,
                                    0,
                                    EncodeHintType.DATA_MATRIX_SHAPE,
                                    SymbolShapeHint.FORCE_SQUARE));
        } catch (WriterException e) {
            throw new IllegalStateException("cannot encode " + content + " as " + format, e);
        }
    }

    private static Canvas picture(
            Assignment assignment, Layout layout, BitMatrix matrix, boolean bars, int module, String content) {
        int quiet = 12 * module;
        int width = matrix.getWidth() * module;
        int height = bars ? 90 : matrix.getHeight() * module;
        int caption = bars && layout.captioned ? 34 : 0;
        Canvas canvas = new Canvas(
                width + 2 * (quiet + layout.x),
                height + caption + 2 * (quiet / 2 + layout.y),
                new Color(205, 202, 196));
        canvas.box(layout.x, layout.y, width + 2.0 * quiet, height + caption + quiet, Color.WHITE);
        int left = layout.x + quiet;
        int top = layout.y + quiet / 2;
        for (int x = 0; x < matrix.getWidth(); x++) {
            for (int y = 0; y < matrix.getHeight(); y++) {
                if (matrix.get(x, y)) {
                    canvas.box(left + x * module, top + y * module, module, bars ? height : module, Color.BLACK);
                }
            }
        }
        if (caption > 0) {
            Lettering text = new Lettering(assignment.typeface(), 20, Color.BLACK);
            canvas.textAt(content, text, left + width / 2.0, top + height + 20.0, Anchor.MIDDLE);
        }
        return canvas;
    }

    /**
     * Where the label lies, in pixels.
     *
     * @param x left of the label
     * @param y above it
     * @param bar width of the narrowest bar
     * @param cell side of a cell of a matrix code
     * @param captioned whether the content is printed below bars
     */
    record Layout(int x, int y, int bar, int cell, boolean captioned) {}
}
