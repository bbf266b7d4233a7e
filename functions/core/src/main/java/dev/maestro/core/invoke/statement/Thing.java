package dev.maestro.core.invoke.statement;

import dev.maestro.core.invoke.reading.Box;

/**
 * A coloured shape in a picture.
 *
 * @param shape circle, square, triangle or another
 * @param color plain word
 * @param box in pixels of the picture
 */
record Thing(String shape, String color, Box box) {

    private static final double TOUCHING = 3;

    /** Whether the lower edge of this stands on the upper edge of another, over most of its width. */
    boolean standsOn(Thing other) {
        return Math.abs(other.box.y() - box.bottom()) <= TOUCHING && box.sharedWidth(other.box) > 0.5;
    }

    double size() {
        return Math.max(box.width(), box.height());
    }
}
