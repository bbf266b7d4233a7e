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

    /** White or nearly black, whichever is easier to read on a ground. */
    public static Color inkOn(Color ground) {
        int luminance = (299 * ground.getRed() + 587 * ground.getGreen() + 114 * ground.getBlue()) / 1000;
        return luminance > 160 ? new Color(0x1C1C1C) : Color.WHITE;
    }

    private static int channel(int first, int second, double share) {
        return Math.clamp((int) StrictMath.rint(first + (second - first) * share), 0, 255);
    }
}
