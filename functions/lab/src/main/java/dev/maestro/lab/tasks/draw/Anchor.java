package dev.maestro.lab.tasks.draw;

/** Which end of a text stands at the given x. */
public enum Anchor {
    /** The text begins at x. */
    START,
    /** The text is centred on x. */
    MIDDLE,
    /** The text ends at x. */
    END
}
