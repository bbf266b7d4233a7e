package dev.maestro.lab.tasks.draw;

import java.awt.Color;

/** Grounds that are not even. */
public final class Texture {

    private Texture() {}

    /**
     * Covers a picture with hatching, long scratches and specks, so that edges alone no longer tell what was drawn.
     *
     * @param color of the marks; should be nearer to the ground than to what is drawn on it
     */
    public static void scratch(Canvas canvas, Dice dice, Color color) {
        double angle = StrictMath.toRadians(dice.between(0, 180.0));
        double dx = StrictMath.cos(angle);
        double dy = StrictMath.sin(angle);
        double reach = canvas.width() + canvas.height();
        double gap = dice.between(9, 17.0);
        double middleX = canvas.width() / 2.0;
        double middleY = canvas.height() / 2.0;
        for (double offset = -reach; offset < reach; offset += gap) {
            double x = middleX - dy * offset;
            double y = middleY + dx * offset;
            canvas.line(x - dx * reach, y - dy * reach, x + dx * reach, y + dy * reach, 1, color);
        }
        int marks = canvas.width() * canvas.height() / 2500;
        for (int i = 0; i < marks; i++) {
            double x = dice.between(0, (double) canvas.width());
            double y = dice.between(0, (double) canvas.height());
            if (dice.chance(0.5)) {
                canvas.line(x, y, x + dice.between(-50, 50.0), y + dice.between(-50, 50.0), 1.3, color);
            } else {
                canvas.fill(Canvas.circle(x, y, dice.between(0.8, 2.4)), color);
            }
        }
    }
}
