package dev.maestro.core.invoke;

import dev.maestro.schema.wire.Usage;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Picture work, done by a model on the model server so that functions need no native library. Thread-safe. */
public interface Images {

    /**
     * A part of an image, enlarged or shrunk.
     *
     * @param x left edge, in pixels of the source; clamped
     * @param y upper edge; clamped
     * @param width in pixels of the source, at least 1 after clamping
     * @param height in pixels of the source
     * @param scale of the result, above 0
     * @return PNG
     * @throws ExpertException when the image cannot be read or the model server does not answer
     */
    Image crop(Image source, int x, int y, int width, int height, double scale, Instant deadline);

    /** The image turned so that its text stands upright. */
    Image upright(Image source, Instant deadline);

    /** The image without noise and with even ground, for readers that stumble over either. */
    Image clean(Image source, Instant deadline);

    /**
     * The image with boxes drawn on it: green frames, their labels in red.
     *
     * @param marks in pixels of the source; what lies outside is clamped
     */
    Image marked(Image source, List<Mark> marks, Instant deadline);

    /**
     * A labelled box.
     *
     * @param label what it frames
     * @param x left edge, in pixels
     * @param y upper edge
     * @param width in pixels
     * @param height in pixels
     */
    record Mark(String label, int x, int y, int width, int height) {}

    /**
     * Fourteen numbers that say what a picture is like: size, mean, deviation, edges, saturation, noise, components,
     * lines, skew. Each about 0 to 1.
     *
     * @return shape [14]
     */
    double[] statistics(Image source, Instant deadline);

    /**
     * The same tools, telling what each operation used (CPU time; it is not a call and costs no money).
     *
     * @param meter is told after each operation that was done, on the thread that asked for it
     * @return these tools as they are, where nothing is measured
     */
    default Images metered(Consumer<Usage> meter) {
        return this;
    }
}
