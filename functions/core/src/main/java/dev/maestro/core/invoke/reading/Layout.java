package dev.maestro.core.invoke.reading;

import java.util.Locale;

/** What a reader is told to expect. */
public enum Layout {
    /** Blocks of text. */
    PAGE,
    /** Pieces of text here and there: charts, figures. */
    SPARSE,
    /** One line. */
    LINE,
    /** One letter or digit. */
    CHARACTER;

    /** Name in requests. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
