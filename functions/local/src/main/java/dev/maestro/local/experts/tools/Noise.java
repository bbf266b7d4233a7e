package dev.maestro.local.experts.tools;

import dev.maestro.local.experts.picture.Grey;
import dev.maestro.local.experts.picture.NativeMemory;
import dev.maestro.local.experts.picture.Picture;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

/** How noisy a picture is, from its middle at full resolution, so that edges hardly count. */
final class Noise {

    private static final int WINDOW = 512;
    private static final double FULL_DEVIATION = 40;
    private static final double FULL_IMPULSES = 0.15;
    private static final int IMPULSE = 40;

    private Noise() {}

    /** 0 none, 1 heavy: grain (standard deviation, of 40) plus lone dots (share of the pixels, of 0.15). */
    static double of(Picture picture) {
        Grey grey;
        try (NativeMemory.Scope scope = picture.scope().inner()) {
            int width = Math.min(WINDOW, picture.width());
            int height = Math.min(WINDOW, picture.height());
            Rect middle = new Rect((picture.width() - width) / 2, (picture.height() - height) / 2, width, height);
            Mat mat = scope.mat();
            Imgproc.cvtColor(scope.keep(picture.colours().submat(middle)), mat, Imgproc.COLOR_BGR2GRAY);
            grey = Grey.of(mat, 1);
        }
        if (grey.width() < 3 || grey.height() < 3) {
            return 0;
        }
        int[] responses = new int[16 * 256];
        int impulses = 0;
        int count = 0;
        for (int y = 1; y < grey.height() - 1; y++) {
            for (int x = 1; x < grey.width() - 1; x++) {
                responses[Math.abs(response(grey, x, y))]++;
                impulses += lone(grey, x, y) ? 1 : 0;
                count++;
            }
        }
        double grain = median(responses, count) / (6 * 0.6745);
        return Math.min(1, grain / FULL_DEVIATION + impulses / (count * FULL_IMPULSES));
    }

    /** Difference of two Laplacians (Immerkaer 1996): straight edges give 0, noise of deviation s gives 6 s. */
    private static int response(Grey grey, int x, int y) {
        int corners = grey.at(x - 1, y - 1) + grey.at(x + 1, y - 1) + grey.at(x - 1, y + 1) + grey.at(x + 1, y + 1);
        int sides = grey.at(x, y - 1) + grey.at(x - 1, y) + grey.at(x + 1, y) + grey.at(x, y + 1);
        return corners - 2 * sides + 4 * grey.at(x, y);
    }

    private static boolean lone(Grey grey, int x, int y) {
        int value = grey.at(x, y);
        int lowest = 255;
        int highest = 0;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                if (dx != 0 || dy != 0) {
                    int other = grey.at(x + dx, y + dy);
                    lowest = Math.min(lowest, other);
                    highest = Math.max(highest, other);
                }
            }
        }
        return value > highest + IMPULSE || value < lowest - IMPULSE;
    }

    private static int median(int[] histogram, int count) {
        int seen = 0;
        int value = 0;
        while (value < histogram.length - 1 && seen + histogram[value] <= count / 2) {
            seen += histogram[value];
            value++;
        }
        return value;
    }
}
