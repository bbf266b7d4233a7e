package dev.maestro.lab.tasks.reading;

import dev.maestro.lab.tasks.draw.Anchor;
import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Lettering;
import java.awt.Color;

/** Lines set from top to bottom; the next baseline moves down as they are set. */
final class ReceiptPage {

    private final Canvas canvas;
    private final int margin;
    private final double gap;
    private double baseline;

    ReceiptPage(Canvas canvas, int margin, double gap, double baseline) {
        this.canvas = canvas;
        this.margin = margin;
        this.gap = gap;
        this.baseline = baseline;
    }

    void line(String words, Lettering lettering, Anchor anchor) {
        double x = anchor == Anchor.MIDDLE ? canvas.width() / 2.0 : margin;
        Lettering fitted = lettering.fitting(words, canvas.width() - 2.0 * margin);
        canvas.text(words, fitted, x, baseline, anchor);
        baseline += gap;
    }

    void pair(String left, String right, Lettering lettering) {
        Lettering fitted = lettering.fitting(left + "   " + right, canvas.width() - 2.0 * margin);
        canvas.text(left, fitted, margin, baseline, Anchor.START);
        canvas.text(right, fitted, canvas.width() - margin, baseline, Anchor.END);
        baseline += gap;
    }

    void rule(boolean drawn, Color ink) {
        if (drawn) {
            double y = baseline - gap * 0.6;
            canvas.line(margin, y, canvas.width() - margin, y, 1.2, ink);
        }
        baseline += gap * 0.6;
    }
}
