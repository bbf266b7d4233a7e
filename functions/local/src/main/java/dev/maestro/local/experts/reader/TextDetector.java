package dev.maestro.local.experts.reader;

import dev.maestro.local.experts.nativecode.OnnxModel;
import dev.maestro.local.experts.picture.Blob;
import dev.maestro.local.experts.picture.Contours;
import dev.maestro.local.experts.picture.NativeMemory;
import dev.maestro.local.experts.picture.Picture;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.RotatedRect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Finds lines of text: the network gives each pixel a chance to be text (differentiable binarisation, Liao et al. 2020),
 * connected pixels become rectangles, which are grown by what the network was taught to shrink. Thread-safe.
 */
final class TextDetector {

    /** Longer sides are shrunk to this, which bounds time and memory; small text in large pictures needs a crop. */
    private static final int LONGEST_SIDE = 960;

    private static final int STRIDE = 32;
    private static final double PIXEL_THRESHOLD = 0.3;
    private static final double BOX_THRESHOLD = 0.5;
    private static final double GROWTH = 1.6;
    private static final double SMALLEST_SIDE = 3;
    private static final int MOST_BOXES = 1000;
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private final OnnxModel model;

    TextDetector(OnnxModel model) {
        this.model = model;
    }

    /** @return rectangles in pixels of the picture, in no order */
    List<RotatedRect> find(Picture picture) {
        double scale = Math.min(1, LONGEST_SIDE / (double) Math.max(picture.width(), picture.height()));
        int width = multipleOfStride(picture.width() * scale);
        int height = multipleOfStride(picture.height() * scale);
        OnnxModel.Output chances;
        try (NativeMemory.Scope scope = picture.scope().inner();
                Arena arena = Arena.ofConfined()) {
            Mat resized = scope.mat();
            Imgproc.resize(picture.colours(), resized, new Size(width, height), 0, 0, Imgproc.INTER_AREA);
            chances = model.run(Blob.of(resized, width, MEAN, DEVIATION, arena), 1, 3, height, width);
        }
        try (NativeMemory.Scope scope = picture.scope().inner()) {
            Mat map = scope.keep(new Mat(height, width, CvType.CV_32F));
            map.put(0, 0, chances.values());
            return boxes(map, picture.width() / (double) width, picture.height() / (double) height, scope);
        }
    }

    private static int multipleOfStride(double side) {
        return Math.max(STRIDE, (int) Math.round(side / STRIDE) * STRIDE);
    }

    private static List<RotatedRect> boxes(Mat map, double scaleX, double scaleY, NativeMemory.Scope scope) {
        Mat mask = scope.mat();
        Core.compare(map, new Scalar(PIXEL_THRESHOLD), mask, Core.CMP_GT);
        List<MatOfPoint> contours =
                Contours.of(mask, scope.mat(), Imgproc.RETR_LIST, Imgproc.CHAIN_APPROX_SIMPLE, scope);
        List<RotatedRect> boxes = new ArrayList<>();
        for (MatOfPoint contour : contours.subList(0, Math.min(MOST_BOXES, contours.size()))) {
            try (NativeMemory.Scope inner = scope.inner()) {
                RotatedRect box = Imgproc.minAreaRect(inner.keep(new MatOfPoint2f(contour.toArray())));
                double shorter = Math.min(box.size.width, box.size.height);
                if (shorter < SMALLEST_SIDE || meanInside(map, box, inner) < BOX_THRESHOLD) {
                    continue;
                }
                double distance = box.size.area() * GROWTH / (2 * (box.size.width + box.size.height));
                boxes.add(new RotatedRect(
                        new Point(box.center.x * scaleX, box.center.y * scaleY),
                        new Size((box.size.width + 2 * distance) * scaleX, (box.size.height + 2 * distance) * scaleY),
                        box.angle));
            }
        }
        return boxes;
    }

    private static double meanInside(Mat map, RotatedRect box, NativeMemory.Scope scope) {
        Rect around = within(box.boundingRect(), map);
        if (around.empty()) {
            return 0;
        }
        Point[] corners = new Point[4];
        box.points(corners);
        for (Point corner : corners) {
            corner.x -= around.x;
            corner.y -= around.y;
        }
        Mat inside = scope.keep(Mat.zeros(around.size(), CvType.CV_8U));
        Imgproc.fillConvexPoly(inside, scope.keep(new MatOfPoint(corners)), new Scalar(255));
        return Core.mean(scope.keep(map.submat(around)), inside).val[0];
    }

    private static Rect within(Rect box, Mat map) {
        int left = Math.clamp(box.x, 0, map.cols());
        int top = Math.clamp(box.y, 0, map.rows());
        int right = Math.clamp(box.x + box.width, 0, map.cols());
        int bottom = Math.clamp(box.y + box.height, 0, map.rows());
        return new Rect(left, top, right - left, bottom - top);
    }
}
