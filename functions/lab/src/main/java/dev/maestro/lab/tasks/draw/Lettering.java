package dev.maestro.lab.tasks.draw;

import java.awt.Color;

/**
 * How text is set.
 *
 * @param size pixels per em
 */
public record Lettering(Typeface typeface, double size, Color color) {

    /** The same at another size. */
    public Lettering sized(double pixels) {
        return new Lettering(typeface, pixels, color);
    }

    /** The same in another colour. */
    public Lettering colored(Color other) {
        return new Lettering(typeface, size, other);
    }

    /** The same, made smaller if the text would be wider than this, in pixels. */
    public Lettering fitting(String text, double maxWidth) {
        double width = width(text);
        return width <= maxWidth ? this : sized(size * maxWidth / width);
    }

    /** Width of a text in pixels. */
    public double width(String text) {
        return typeface.width(text, size);
    }

    /** Height of capitals and digits in pixels. */
    public double capHeight() {
        return typeface.capHeight(size);
    }
}
