package dev.maestro.lab.tasks.draw;

import java.awt.Color;

/** Colours between colours. */
public final class Tint {

    private Tint() {}

    /**
     * A colour between two.
     *
     * @param share of the second, 0 to 1
     */
    public static Color between(Color first, Color second, double share) {
        return new Color(
                channel(first.getRed(), second.getRed(), share),
                channel(first.getGreen(), second.getGreen(), share),
                channel(first.getBlue(), second.getBlue(), share));
    }

    private static int channel(int first, int second, double share) {
        return Math.clamp((int) StrictMath.rint(first + (second - first) * share), 0, 255);
    }
}
