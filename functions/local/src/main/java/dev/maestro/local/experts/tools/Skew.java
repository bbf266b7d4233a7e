package dev.maestro.local.experts.tools;

import dev.maestro.local.experts.picture.Grey;
import dev.maestro.local.experts.picture.NativeMemory;
import dev.maestro.local.experts.picture.Picture;
import dev.maestro.local.experts.picture.Shrunk;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * By how much the rows of a picture are turned: edge pixels are projected along many directions; across the rows of a
 * text the projection jumps most.
 */
final class Skew {

    private static final int LONGEST_SIDE = 450;
    private static final int MOST_POINTS = 12_000;
    private static final int FEWEST_POINTS = 30;
    private static final double BIN = 1.5;

    /** How much better another direction must be than the present one, and lying rows than nearly level ones. */
    private static final double WORTH_TURNING = 1.1;

    private static final double WORTH_LYING = 1.6;

    private final double[] xs;
    private final double[] ys;
    private final int count;
    private final double reach;

    private Skew(Grey edges) {
        int total = 0;
        for (byte pixel : edges.pixels()) {
            total += pixel != 0 ? 1 : 0;
        }
        int step = Math.max(1, total / MOST_POINTS);
        xs = new double[total / step + 1];
        ys = new double[total / step + 1];
        int seen = 0;
        int kept = 0;
        for (int y = 0; y < edges.height(); y++) {
            for (int x = 0; x < edges.width(); x++) {
                if (edges.at(x, y) != 0 && seen++ % step == 0) {
                    xs[kept] = x - edges.width() / 2.0;
                    ys[kept] = y - edges.height() / 2.0;
                    kept++;
                }
            }
        }
        count = kept;
        reach = Math.hypot(edges.width(), edges.height()) / 2 + 2;
    }

    /**
     * Degrees by which the rows run down to the right, -45 to 135; 0 when they are level or there is nothing to go by.
     * Whether text is upside down is not seen.
     */
    static double of(Picture picture) {
        Skew skew = new Skew(edges(picture));
        if (skew.count < FEWEST_POINTS) {
            return 0;
        }
        double level = skew.best(-45, 45, 1);
        double lying = skew.best(45, 135, 1);
        double best = skew.sharpness(lying) > WORTH_LYING * skew.sharpness(level) ? lying : level;
        double fine = skew.best(best - 1, best + 1, 0.1);
        return skew.sharpness(fine) > WORTH_TURNING * skew.sharpness(0) ? fine : 0;
    }

    private static Grey edges(Picture picture) {
        try (NativeMemory.Scope scope = picture.scope().inner()) {
            Shrunk small = Shrunk.of(picture.colours(), LONGEST_SIDE, scope);
            Mat grey = scope.mat();
            Imgproc.cvtColor(small.mat(), grey, Imgproc.COLOR_BGR2GRAY);
            Imgproc.medianBlur(grey, grey, 3);
            Mat kernel = scope.keep(Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(3, 3)));
            Imgproc.morphologyEx(grey, grey, Imgproc.MORPH_GRADIENT, kernel);
            Imgproc.threshold(grey, grey, 0, 255, Imgproc.THRESH_BINARY | Imgproc.THRESH_OTSU);
            return Grey.of(grey, small.scale());
        }
    }

    private double best(double from, double to, double step) {
        double best = from;
        double bestSharpness = -1;
        int steps = (int) Math.round((to - from) / step);
        for (int i = 0; i <= steps; i++) {
            double angle = from + i * step;
            double sharpness = sharpness(angle);
            if (sharpness > bestSharpness) {
                bestSharpness = sharpness;
                best = angle;
            }
        }
        return best;
    }

    /** Sum of squared jumps of the projection on the axis across the rows. */
    private double sharpness(double degrees) {
        double sine = Math.sin(Math.toRadians(degrees));
        double cosine = Math.cos(Math.toRadians(degrees));
        double[] projection = new double[(int) (2 * reach / BIN) + 3];
        for (int i = 0; i < count; i++) {
            double place = (ys[i] * cosine - xs[i] * sine + reach) / BIN;
            int bin = (int) place;
            // Shared between two bins: else the pixel grid itself makes jumps at some angles.
            projection[bin] += 1 - (place - bin);
            projection[bin + 1] += place - bin;
        }
        double sum = 0;
        for (int i = 1; i < projection.length; i++) {
            double jump = projection[i] - projection[i - 1];
            sum += jump * jump;
        }
        return sum;
    }
}
