package dev.maestro.local.experts.reader;

import dev.maestro.local.experts.picture.Picture;
import java.util.List;

/** Reads the text in a picture. Thread-safe. */
interface TextReader {

    /**
     * Reads.
     *
     * @param checkpoint called now and then; what it throws ends the work
     * @return in reading order; empty when there is no text
     */
    List<TextLine> read(Picture picture, Layout layout, Runnable checkpoint);

    /** What the caller knows about the picture. */
    enum Layout {
        /** Text in blocks and columns. */
        PAGE,
        /** Pieces of text anywhere. */
        SPARSE,
        /** The picture is one line of text. */
        LINE,
        /** The picture is one character. */
        CHARACTER
    }
}
