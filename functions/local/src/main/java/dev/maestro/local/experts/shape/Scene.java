package dev.maestro.local.experts.shape;

import dev.maestro.local.experts.picture.Grey;
import dev.maestro.local.experts.picture.NativeMemory;
import dev.maestro.local.experts.picture.Picture;
import dev.maestro.local.experts.picture.Shrunk;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/**
 * A drawing taken apart: what is ground, what is ink, and in which few colours. The threshold between ground and ink
 * follows the strongest ink, so that faint drawings count and scratches beside strong ones do not.
 */
final class Scene {

    private static final int LONGEST_SIDE = 1200;
    private static final double INK_SHARE = 0.003;
    private static final double LEAST_CONTRAST = 10;
    private static final double PART_OF_STRONGEST = 0.52;
    private static final int MOST_COLOURS = 10;
    private static final double LEAST_SHARE = 0.02;
    private static final double BORDER_SHARE = 0.2;
    private static final double APART = 52;

    private final int width;
    private final int height;
    private final double scale;
    private final int ground;
    private final double strongest;
    private final int[] pixels;
    private final boolean[] drawn;
    private final List<Integer> palette;
    private final byte[] labels;

    private Scene(int width, int height, double scale, int ground, int[] pixels) {
        this.width = width;
        this.height = height;
        this.scale = scale;
        this.ground = ground;
        this.pixels = pixels;
        int[] histogram = new int[256];
        for (int pixel : pixels) {
            histogram[contrast(pixel, ground)]++;
        }
        int left = (int) Math.max(1, pixels.length * INK_SHARE);
        int value = 255;
        while (value > 0 && left > histogram[value]) {
            left -= histogram[value];
            value--;
        }
        this.strongest = value;
        double threshold = Math.max(LEAST_CONTRAST, PART_OF_STRONGEST * value);
        this.drawn = new boolean[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            drawn[i] = contrast(pixels[i], ground) > threshold;
        }
        this.palette = peaks();
        this.labels = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            labels[i] = (byte) (drawn[i] ? nearest(pixels[i]) : -1);
        }
    }

    static Scene of(Picture picture) {
        try (NativeMemory.Scope scope = picture.scope().inner()) {
            Shrunk shrunk = Shrunk.of(picture.colours(), LONGEST_SIDE, scope);
            Mat colours = shrunk.mat();
            byte[] bytes = new byte[(int) colours.total() * 3];
            colours.get(0, 0, bytes);
            int[] pixels = new int[bytes.length / 3];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (bytes[3 * i + 2] & 0xFF) << 16 | (bytes[3 * i + 1] & 0xFF) << 8 | (bytes[3 * i] & 0xFF);
            }
            Scalar ground = Grey.ground(picture);
            int rgb = (int) ground.val[2] << 16 | (int) ground.val[1] << 8 | (int) ground.val[0];
            return new Scene(colours.cols(), colours.rows(), shrunk.scale(), ground(pixels, rgb), pixels);
        }
    }

    /** The colour of the border, unless hardly anything else has it: then the commonest colour. */
    private static int ground(int[] pixels, int border) {
        int[] counts = new int[4096];
        int[] example = new int[4096];
        int like = 0;
        for (int pixel : pixels) {
            int cell = cell(pixel);
            counts[cell]++;
            example[cell] = pixel;
            like += contrast(pixel, border) < LEAST_CONTRAST ? 1 : 0;
        }
        int best = 0;
        for (int cell = 1; cell < counts.length; cell++) {
            best = counts[cell] > counts[best] ? cell : best;
        }
        return like > BORDER_SHARE * pixels.length ? border : example[best];
    }

    private static int cell(int pixel) {
        return (pixel >> 12 & 0xF00) | (pixel >> 8 & 0xF0) | (pixel >> 4 & 0xF);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Size here divided by size of the picture, at most 1. */
    double scale() {
        return scale;
    }

    /** All ink. */
    Ink ink() {
        return new Ink(width, height, drawn);
    }

    /** Number of ink colours. */
    int colours() {
        return palette.size();
    }

    /** Name of an ink colour. */
    ColourName name(int colour) {
        return ColourName.of(palette.get(colour), ground);
    }

    /** Ink of one colour. */
    Ink ink(int colour) {
        boolean[] of = new boolean[labels.length];
        for (int i = 0; i < of.length; i++) {
            of[i] = labels[i] == colour;
        }
        return new Ink(width, height, of);
    }

    /** Number of the ink colour at a pixel, -1 for ground. */
    int colour(int x, int y) {
        return x < 0 || y < 0 || x >= width || y >= height ? -1 : labels[y * width + x];
    }

    /** Pixels as grey levels of their contrast to the ground, stretched to 255: edges of every colour stand out. */
    Mat contrasts(NativeMemory.Scope scope) {
        byte[] values = new byte[pixels.length];
        for (int i = 0; i < values.length; i++) {
            int contrast = contrast(pixels[i], ground);
            values[i] = (byte) Math.min(255, (int) (contrast * 255 / Math.max(1, strongest)));
        }
        Mat mat = scope.keep(new Mat(height, width, CvType.CV_8U));
        mat.put(0, 0, values);
        return mat;
    }

    /** A mask as a matrix. */
    static Mat mat(Ink ink, NativeMemory.Scope scope) {
        Mat mat = scope.keep(new Mat(ink.height(), ink.width(), CvType.CV_8U));
        mat.put(0, 0, ink.bytes());
        return mat;
    }

    private static int contrast(int first, int second) {
        int red = Math.abs((first >> 16 & 0xFF) - (second >> 16 & 0xFF));
        int green = Math.abs((first >> 8 & 0xFF) - (second >> 8 & 0xFF));
        int blue = Math.abs((first & 0xFF) - (second & 0xFF));
        return Math.max(red, Math.max(green, blue));
    }

    /** The commonest colours of the ink, no two of them near each other. */
    private List<Integer> peaks() {
        int[] counts = new int[4096];
        long[][] sums = new long[4096][3];
        int total = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (drawn[i]) {
                int cell = cell(pixels[i]);
                counts[cell]++;
                total++;
                for (int channel = 0; channel < 3; channel++) {
                    sums[cell][channel] += pixels[i] >> (16 - 8 * channel) & 0xFF;
                }
            }
        }
        double apart = APART * Math.max(0.25, strongest / 255);
        List<Integer> peaks = new ArrayList<>();
        while (peaks.size() < MOST_COLOURS) {
            int best = 0;
            for (int cell = 1; cell < counts.length; cell++) {
                best = counts[cell] > counts[best] ? cell : best;
            }
            if (counts[best] < Math.max(3, LEAST_SHARE * total)) {
                break;
            }
            int colour = 0;
            for (int channel = 0; channel < 3; channel++) {
                colour = colour << 8 | (int) (sums[best][channel] / counts[best]);
            }
            counts[best] = 0;
            boolean fresh = true;
            for (int peak : peaks) {
                fresh &= unlike(colour, peak) > apart;
            }
            if (fresh) {
                peaks.add(colour);
            }
        }
        return peaks;
    }

    /** Distance of a colour from another or from a mixture of that with the ground, as at the edges of shapes. */
    private double unlike(int colour, int peak) {
        double along = 0;
        double length = 0;
        double size = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            double difference = (colour >> shift & 0xFF) - (ground >> shift & 0xFF);
            double direction = (peak >> shift & 0xFF) - (ground >> shift & 0xFF);
            along += difference * direction;
            length += direction * direction;
            size += difference * difference;
        }
        if (length == 0) {
            return Math.sqrt(size);
        }
        double share = Math.clamp(along / length, 0.0, 1.0);
        double beside = Math.sqrt(Math.max(0, size - 2 * share * along + share * share * length));
        return beside + 0.3 * (1 - share) * Math.sqrt(length);
    }

    private int nearest(int colour) {
        int best = -1;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < palette.size(); i++) {
            double distance = unlike(colour, palette.get(i));
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }
}
