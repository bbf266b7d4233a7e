package dev.maestro.local.experts.shape;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/** The parts of a picture that bands of one other colour, from edge to edge, keep apart. */
final class Panels {

    private static final int EVEN = 14;
    private static final int UNLIKE = 24;
    private static final double NARROWEST_BAND = 0.02;
    private static final double NARROWEST_PART = 0.06;

    private Panels() {}

    /**
     * From left to right, or from top to bottom; the whole picture when nothing parts it.
     *
     * @param colours 8-bit, 3 channels
     * @param ground colour of the parts' ground, blue, green, red
     */
    static List<Rect> in(Mat colours, double[] ground) {
        byte[] pixels = new byte[colours.rows() * colours.cols() * 3];
        colours.get(0, 0, pixels);
        Rect whole = new Rect(0, 0, colours.cols(), colours.rows());
        List<Rect> sideBySide = new ArrayList<>();
        for (int[] part : parts(pixels, whole, ground, true)) {
            sideBySide.add(new Rect(part[0], 0, part[1] - part[0], whole.height));
        }
        if (sideBySide.size() > 1) {
            return sideBySide;
        }
        List<Rect> stacked = new ArrayList<>();
        for (int[] part : parts(pixels, whole, ground, false)) {
            stacked.add(new Rect(0, part[0], whole.width, part[1] - part[0]));
        }
        return stacked.isEmpty() ? List.of(whole) : stacked;
    }

    private static List<int[]> parts(byte[] pixels, Rect whole, double[] ground, boolean columns) {
        int length = columns ? whole.width : whole.height;
        boolean[] band = new boolean[length];
        for (int i = 0; i < length; i++) {
            band[i] = isBand(pixels, whole, ground, columns, i);
        }
        // A band is wider than a stray line.
        int narrowest = Math.max(3, (int) (NARROWEST_BAND * length));
        int run = 0;
        for (int i = 0; i <= length; i++) {
            if (i < length && band[i]) {
                run++;
            } else {
                for (int j = i - run; run < narrowest && j < i; j++) {
                    band[j] = false;
                }
                run = 0;
            }
        }
        List<int[]> parts = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= length; i++) {
            boolean inside = i < length && !band[i];
            if (inside && from < 0) {
                from = i;
            } else if (!inside && from >= 0) {
                if (i - from > NARROWEST_PART * length) {
                    parts.add(new int[] {from, i});
                }
                from = -1;
            }
        }
        return parts;
    }

    private static boolean isBand(byte[] pixels, Rect whole, double[] ground, boolean columns, int at) {
        int across = columns ? whole.height : whole.width;
        int unlike = 0;
        for (int channel = 0; channel < 3; channel++) {
            int lowest = 255;
            int highest = 0;
            for (int i = 0; i < across; i++) {
                int pixel = columns ? i * whole.width + at : at * whole.width + i;
                int value = pixels[3 * pixel + channel] & 0xFF;
                lowest = Math.min(lowest, value);
                highest = Math.max(highest, value);
            }
            if (highest - lowest > EVEN) {
                return false;
            }
            unlike = Math.max(unlike, (int) Math.abs((lowest + highest) / 2.0 - ground[channel]));
        }
        return unlike > UNLIKE;
    }
}
