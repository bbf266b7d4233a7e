package dev.maestro.local.experts.shape;

import dev.maestro.local.experts.picture.Contours;
import dev.maestro.local.experts.picture.NativeMemory;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.MatOfInt;
import org.opencv.core.MatOfPoint;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.RotatedRect;
import org.opencv.imgproc.Imgproc;

/**
 * The outer edge of a connected piece of ink.
 *
 * @param points around it
 * @param box around it
 * @param area inside it, in pixels
 * @param hole whether it is the edge of a hole instead
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Outline(Point[] points, Rect box, double area, boolean hole) {

    private static final int SMALL = 14;

    /** Outer edges, and edges of holes if wanted, of the pieces in a mask. */
    static List<Outline> of(Mat mask, boolean holes, NativeMemory.Scope scope) {
        Mat hierarchy = scope.mat();
        int mode = holes ? Imgproc.RETR_CCOMP : Imgproc.RETR_EXTERNAL;
        List<MatOfPoint> contours = Contours.of(mask, hierarchy, mode, Imgproc.CHAIN_APPROX_NONE, scope);
        List<Outline> outlines = new ArrayList<>();
        for (int i = 0; i < contours.size(); i++) {
            MatOfPoint contour = contours.get(i);
            boolean hole = hierarchy.get(0, i)[3] >= 0;
            outlines.add(
                    new Outline(contour.toArray(), Imgproc.boundingRect(contour), Imgproc.contourArea(contour), hole));
        }
        return outlines;
    }

    /** What kind of shape it is. */
    String shape(NativeMemory.Scope parent) {
        try (NativeMemory.Scope scope = parent.inner()) {
            MatOfPoint2f curve = scope.keep(new MatOfPoint2f(points));
            double hull = hullArea(scope);
            if (area < 1 || hull < 1) {
                return "other";
            }
            if (area / hull < 0.82) {
                return corners(curve, 0.02, scope) >= 8 ? "star" : "other";
            }
            if (area / triangleArea(curve, scope) > 0.84) {
                return "triangle";
            }
            float[] radius = new float[1];
            Imgproc.minEnclosingCircle(curve, new Point(), radius);
            if (area / (Math.PI * radius[0] * radius[0]) > 0.9) {
                return "circle";
            }
            if (box.width < SMALL && box.height < SMALL) {
                return ofPixels();
            }
            RotatedRect tight = Imgproc.minAreaRect(curve);
            double longer = Math.max(tight.size.width, tight.size.height);
            double shorter = Math.max(1, Math.min(tight.size.width, tight.size.height));
            double filled = area / (longer * shorter);
            if (filled > 0.88) {
                return longer / shorter < 1.2 ? "square" : "rectangle";
            }
            if (Math.abs(filled - Math.PI / 4) < 0.03 && longer / shorter > 1.15) {
                return "ellipse";
            }
            return switch (corners(curve, 0.035, scope)) {
                case 5 -> "pentagon";
                case 6 -> "hexagon";
                default -> "other";
            };
        }
    }

    /** By the share of its box that it fills: in few pixels corners and curves look alike. */
    private String ofPixels() {
        double pixels = area + points.length / 2.0 + 1;
        double filled = pixels / ((double) box.width * box.height);
        boolean square = Math.max(box.width, box.height) < 1.25 * Math.min(box.width, box.height);
        if (filled > 0.92) {
            return square ? "square" : "rectangle";
        }
        return filled > 0.68 ? (square ? "circle" : "ellipse") : filled > 0.4 ? "triangle" : "other";
    }

    private double hullArea(NativeMemory.Scope scope) {
        MatOfInt indices = scope.keep(new MatOfInt());
        Imgproc.convexHull(scope.keep(new MatOfPoint(points)), indices);
        Point[] hull = indices.toList().stream().map(i -> points[i]).toArray(Point[]::new);
        return hull.length < 3 ? 0 : Imgproc.contourArea(scope.keep(new MatOfPoint(hull)));
    }

    private static double triangleArea(MatOfPoint2f curve, NativeMemory.Scope scope) {
        return curve.total() < 3 ? Double.MAX_VALUE : Math.max(1, Imgproc.minEnclosingTriangle(curve, scope.mat()));
    }

    private static int corners(MatOfPoint2f curve, double tolerance, NativeMemory.Scope scope) {
        MatOfPoint2f polygon = scope.keep(new MatOfPoint2f());
        Imgproc.approxPolyDP(curve, polygon, tolerance * Imgproc.arcLength(curve, true), true);
        return (int) polygon.total();
    }
}
