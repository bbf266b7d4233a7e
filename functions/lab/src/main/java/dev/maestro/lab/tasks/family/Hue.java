package dev.maestro.lab.tasks.family;

import java.awt.Color;

/** Colours that have a plain name. */
public enum Hue {
    RED("red", 0xD62728),
    ORANGE("orange", 0xF28A1C),
    YELLOW("yellow", 0xE5C417),
    GREEN("green", 0x2CA02C),
    TEAL("teal", 0x159C9A),
    BLUE("blue", 0x2C5FC9),
    PURPLE("purple", 0x8546B8),
    PINK("pink", 0xEE82B4),
    BROWN("brown", 0x8A5530);

    private final String word;
    private final int rgb;

    Hue(String word, int rgb) {
        this.word = word;
        this.rgb = rgb;
    }

    /** As in a question. */
    public String word() {
        return word;
    }

    /** Opaque. */
    public Color color() {
        return new Color(rgb);
    }
}
