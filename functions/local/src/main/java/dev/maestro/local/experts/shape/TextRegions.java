package dev.maestro.local.experts.shape;

import dev.maestro.local.experts.picture.Grey;
import dev.maestro.local.experts.picture.NativeMemory;
import dev.maestro.local.experts.picture.Picture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Where small print may be on a picture of any size, at full resolution: strong ink that, closed sideways, gives low and
 * long pieces. Reads nothing, so shapes of the size of a word come along.
 */
final class TextRegions {

    private static final double PART_OF_STRONGEST = 0.55;
    private static final double STRONGEST_SHARE = 0.0005;
    private static final int LEAST_CONTRAST = 25;
    private static final int LOWEST = 5;
    private static final int HIGHEST = 44;
    private static final int LONGEST_STROKE = 46;
    private static final double LEAST_RATIO = 1.1;
    private static final double LEAST_FILL = 0.25;
    private static final int MOST = 400;

    private TextRegions() {}

    /** Boxes in pixels of the picture, from top to bottom. */
    static List<Rect> in(Picture picture) {
        try (NativeMemory.Scope scope = picture.scope().inner()) {
            Mat contrast = contrast(picture, scope);
            Mat ink = scope.mat();
            Imgproc.threshold(contrast, ink, threshold(contrast), 255, Imgproc.THRESH_BINARY);
            withoutRules(ink, new Size(LONGEST_STROKE, 1), scope);
            withoutRules(ink, new Size(1, LONGEST_STROKE), scope);
            Mat kernel = scope.keep(Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(11, 3)));
            Mat closed = scope.mat();
            Imgproc.morphologyEx(ink, closed, Imgproc.MORPH_CLOSE, kernel);
            Mat labels = scope.mat();
            Mat numbers = scope.mat();
            Mat centres = scope.mat();
            int count = Imgproc.connectedComponentsWithStats(closed, labels, numbers, centres, 8, CvType.CV_32S);
            List<Rect> boxes = new ArrayList<>();
            int[] piece = new int[5];
            for (int i = 1; i < count; i++) {
                numbers.get(i, 0, piece);
                Rect box = new Rect(piece[0], piece[1], piece[2], piece[3]);
                if (isLine(box, piece[4])) {
                    boxes.add(box);
                }
            }
            boxes.sort(Comparator.comparingInt((Rect box) -> box.height).thenComparingInt(box -> box.y));
            return boxes.stream()
                    .limit(MOST)
                    .sorted(Comparator.<Rect>comparingInt(box -> box.y).thenComparingInt(box -> box.x))
                    .toList();
        }
    }

    /** Takes straight lines out that are longer than any stroke of a letter: else a frame swallows what it frames. */
    private static void withoutRules(Mat ink, Size longest, NativeMemory.Scope parent) {
        try (NativeMemory.Scope scope = parent.inner()) {
            Mat kernel = scope.keep(Imgproc.getStructuringElement(Imgproc.MORPH_RECT, longest));
            Mat rules = scope.mat();
            Imgproc.morphologyEx(ink, rules, Imgproc.MORPH_OPEN, kernel);
            Core.subtract(ink, rules, ink);
        }
    }

    private static boolean isLine(Rect box, int area) {
        return box.height >= LOWEST
                && box.height <= HIGHEST
                && box.width >= LEAST_RATIO * box.height
                && area >= LEAST_FILL * box.width * box.height;
    }

    /** Largest difference to the ground over the channels. */
    private static Mat contrast(Picture picture, NativeMemory.Scope scope) {
        Scalar ground = Grey.ground(picture);
        Mat difference = scope.mat();
        Core.absdiff(picture.colours(), ground, difference);
        Mat most = scope.mat();
        Core.extractChannel(difference, most, 0);
        Mat other = scope.mat();
        for (int channel = 1; channel < 3; channel++) {
            Core.extractChannel(difference, other, channel);
            Core.max(most, other, most);
        }
        return most;
    }

    private static double threshold(Mat contrast) {
        byte[] values = new byte[(int) contrast.total()];
        contrast.get(0, 0, values);
        int[] histogram = new int[256];
        for (byte value : values) {
            histogram[value & 0xFF]++;
        }
        double left = values.length * STRONGEST_SHARE;
        int value = 255;
        while (value > 0 && left > histogram[value]) {
            left -= histogram[value];
            value--;
        }
        return Math.max(LEAST_CONTRAST, PART_OF_STRONGEST * value);
    }
}
