package dev.maestro.local.experts.shape;

import dev.maestro.local.experts.picture.NativeMemory;
import dev.maestro.local.experts.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Finds discs with a letter in them. */
final class Stations {

    private static final double SMALLEST_RADIUS = 9;
    private static final double LARGEST_RADIUS = 45;
    private static final double SUPPORT = 0.7;
    private static final double INNER = 0.58;
    private static final int LETTER_SIDE = 72;

    private Stations() {}

    /** @param letterReader reads the one character on a picture */
    static List<Detector.Station> in(
            Picture picture, Scene scene, Function<Picture, String> letterReader, NativeMemory.Scope scope) {
        Mat contrasts = scene.contrasts(scope);
        Mat edges = scope.mat();
        Imgproc.Canny(contrasts, edges, 40, 110);
        List<Detector.Station> stations = new ArrayList<>();
        for (Round.Circle circle : Round.circles(contrasts, SMALLEST_RADIUS, LARGEST_RADIUS, scope)) {
            if (Round.support(Round.ink(edges), circle) >= SUPPORT) {
                String letter = letter(picture, circle, scene.scale(), letterReader);
                stations.add(new Detector.Station(new Point(circle.x(), circle.y()), circle.radius(), letter));
            }
        }
        return stations;
    }

    private static String letter(
            Picture picture, Round.Circle circle, double scale, Function<Picture, String> letterReader) {
        double half = INNER * circle.radius() / scale;
        int left = (int) Math.max(0, circle.x() / scale - half);
        int top = (int) Math.max(0, circle.y() / scale - half);
        int right = (int) Math.min(picture.width(), circle.x() / scale + half + 1);
        int bottom = (int) Math.min(picture.height(), circle.y() / scale + half + 1);
        if (right <= left || bottom <= top) {
            return "";
        }
        try (NativeMemory.Scope scope = picture.scope().inner()) {
            Mat part = scope.keep(picture.colours().submat(new Rect(left, top, right - left, bottom - top)));
            Mat enlarged = scope.mat();
            Imgproc.resize(part, enlarged, new Size(LETTER_SIDE, LETTER_SIDE), 0, 0, Imgproc.INTER_CUBIC);
            String read = letterReader.apply(new Picture(enlarged, scope));
            return read.replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(Locale.ROOT);
        }
    }
}
