package dev.maestro.core.invoke.method;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.invoke.Image;
import java.util.Optional;

/**
 * A box that a vision-language model gave, in pixels of the original image.
 *
 * <p>Models of the Qwen2.5-VL line, which the zoom and the detection helper are, name pixels of the image as they saw it:
 * resized so that both sides are multiples of 28 and the area lies within bounds. The box is scaled back, its corners
 * ordered, clamped to the image and grown to a least size.
 *
 * @param x left edge
 * @param y upper edge
 * @param width at least 1
 * @param height at least 1
 */
record ModelBox(int x, int y, int width, int height) {

    private static final int FACTOR = 28;
    private static final double LEAST_PIXELS = 4.0 * FACTOR * FACTOR;
    private static final double MOST_PIXELS = 16384.0 * FACTOR * FACTOR;
    private static final int CORNERS = 4;

    /**
     * Reads {@code [x1, y1, x2, y2]} as the model saw the image.
     *
     * @param least the least width and height, in pixels of the original, as far as the image is that large
     * @return empty when it is no list of four finite numbers, or lies outside the image
     */
    static Optional<ModelBox> read(JsonNode corners, Image image, int least) {
        if (!corners.isArray() || corners.size() != CORNERS) {
            return Optional.empty();
        }
        double[] numbers = new double[CORNERS];
        for (int i = 0; i < CORNERS; i++) {
            if (!corners.get(i).isNumber() || !Double.isFinite(corners.get(i).doubleValue())) {
                return Optional.empty();
            }
            numbers[i] = corners.get(i).doubleValue();
        }
        double[] seen = seenSize(image.width(), image.height());
        double across = image.width() / seen[0];
        double down = image.height() / seen[1];
        int[] horizontal = span(numbers[0] * across, numbers[2] * across, image.width(), least);
        int[] vertical = span(numbers[1] * down, numbers[3] * down, image.height(), least);
        if (horizontal[1] <= horizontal[0] || vertical[1] <= vertical[0]) {
            return Optional.empty();
        }
        return Optional.of(
                new ModelBox(horizontal[0], vertical[0], horizontal[1] - horizontal[0], vertical[1] - vertical[0]));
    }

    /** Width and height as the model sees an image. */
    static double[] seenSize(int width, int height) {
        double across = Math.max(FACTOR, Math.rint((double) width / FACTOR) * FACTOR);
        double down = Math.max(FACTOR, Math.rint((double) height / FACTOR) * FACTOR);
        double area = (double) width * height;
        if (across * down > MOST_PIXELS) {
            double shrink = Math.sqrt(area / MOST_PIXELS);
            across = Math.max(FACTOR, Math.floor(width / shrink / FACTOR) * FACTOR);
            down = Math.max(FACTOR, Math.floor(height / shrink / FACTOR) * FACTOR);
        } else if (across * down < LEAST_PIXELS) {
            double grow = Math.sqrt(LEAST_PIXELS / area);
            across = Math.ceil(width * grow / FACTOR) * FACTOR;
            down = Math.ceil(height * grow / FACTOR) * FACTOR;
        }
        return new double[] {across, down};
    }

    /** From and to, ordered, clamped and at least so long; of length 0 when all of it lies outside. */
    private static int[] span(double one, double other, int size, int least) {
        double from = Math.min(one, other);
        double to = Math.max(one, other);
        if (to < 0 || from > size) {
            return new int[] {0, 0};
        }
        from = Math.max(0, from);
        to = Math.min(size, to);
        double missing = Math.max(0, Math.min(least, size) - (to - from));
        from -= missing / 2;
        to += missing / 2;
        if (from < 0) {
            to -= from;
            from = 0;
        }
        if (to > size) {
            from -= to - size;
            to = size;
        }
        return new int[] {(int) Math.max(0, Math.floor(from)), (int) Math.min(size, Math.ceil(to))};
    }
}
