package dev.maestro.local.experts.reader;

import dev.maestro.local.experts.picture.NativeMemory;
import dev.maestro.local.experts.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.RotatedRect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** PP-OCR: finds lines, cuts each out upright, reads it. Thread-safe. */
final class PaddleReader implements TextReader {

    private static final double LEAST_CONFIDENCE = 0.5;
    private static final double UPRIGHT_RATIO = 1.5;

    private final TextDetector detector;
    private final TextRecogniser recogniser;

    PaddleReader(PaddleModels models) {
        this.detector = new TextDetector(models.detector());
        this.recogniser = new TextRecogniser(models.recogniser(), models.characters());
    }

    @Override
    public List<TextLine> read(Picture picture, Layout layout, Runnable checkpoint) {
        if (layout == Layout.LINE || layout == Layout.CHARACTER) {
            Mat line = layout == Layout.LINE ? picture.colours() : withMargins(picture);
            TextRecogniser.Reading reading = recogniser.read(line, picture.scope());
            return reading.text().isEmpty()
                    ? List.of()
                    : List.of(new TextLine(
                            reading.text(), reading.confidence(), 0, 0, picture.width(), picture.height()));
        }
        List<TextLine> lines = new ArrayList<>();
        for (RotatedRect box : detector.find(picture)) {
            checkpoint.run();
            try (NativeMemory.Scope scope = picture.scope().inner()) {
                TextRecogniser.Reading reading = recogniser.read(cut(picture.colours(), box, scope), scope);
                if (!reading.text().isEmpty() && reading.confidence() >= LEAST_CONFIDENCE) {
                    lines.add(line(reading, box, picture));
                }
            }
        }
        return TextLine.inReadingOrder(lines);
    }

    /** The network was taught lines, which are wider than one character. */
    private static Mat withMargins(Picture picture) {
        Mat wide = picture.scope().mat();
        int margin = picture.height();
        Core.copyMakeBorder(picture.colours(), wide, 0, 0, margin, margin, Core.BORDER_REPLICATE);
        return wide;
    }

    private static TextLine line(TextRecogniser.Reading reading, RotatedRect box, Picture picture) {
        Rect around = box.boundingRect();
        int left = Math.clamp(around.x, 0, picture.width() - 1);
        int top = Math.clamp(around.y, 0, picture.height() - 1);
        int right = Math.clamp(around.x + around.width, left + 1, picture.width());
        int bottom = Math.clamp(around.y + around.height, top + 1, picture.height());
        return new TextLine(reading.text(), reading.confidence(), left, top, right - left, bottom - top);
    }

    /** The inside of a rectangle, turned so that its corner nearest to the upper left comes first. */
    private static Mat cut(Mat colours, RotatedRect box, NativeMemory.Scope scope) {
        Point[] corners = new Point[4];
        box.points(corners);
        Point[] ordered = fromUpperLeft(corners);
        int width = Math.max(1, (int) Math.round(distance(ordered[0], ordered[1])));
        int height = Math.max(1, (int) Math.round(distance(ordered[0], ordered[3])));
        Mat from = scope.keep(new MatOfPoint2f(ordered));
        Mat to = scope.keep(
                new MatOfPoint2f(new Point(0, 0), new Point(width, 0), new Point(width, height), new Point(0, height)));
        Mat turned = scope.mat();
        Mat transform = scope.keep(Imgproc.getPerspectiveTransform(from, to));
        Imgproc.warpPerspective(
                colours, turned, transform, new Size(width, height), Imgproc.INTER_LINEAR, Core.BORDER_REPLICATE);
        if (height < UPRIGHT_RATIO * width) {
            return turned;
        }
        Mat lying = scope.mat();
        Core.rotate(turned, lying, Core.ROTATE_90_COUNTERCLOCKWISE);
        return lying;
    }

    /** Clockwise, starting with the upper of the two leftmost corners. */
    private static Point[] fromUpperLeft(Point[] corners) {
        List<Point> byX = new ArrayList<>(List.of(corners));
        byX.sort((a, b) -> Double.compare(a.x, b.x));
        Point upperLeft = byX.get(0).y < byX.get(1).y ? byX.get(0) : byX.get(1);
        Point lowerLeft = byX.get(0).y < byX.get(1).y ? byX.get(1) : byX.get(0);
        Point upperRight = byX.get(2).y < byX.get(3).y ? byX.get(2) : byX.get(3);
        Point lowerRight = byX.get(2).y < byX.get(3).y ? byX.get(3) : byX.get(2);
        return new Point[] {upperLeft, upperRight, lowerRight, lowerLeft};
    }

    private static double distance(Point a, Point b) {
        return Math.hypot(a.x - b.x, a.y - b.y);
    }
}
