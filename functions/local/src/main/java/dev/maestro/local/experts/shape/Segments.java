package dev.maestro.local.experts.shape;

import dev.maestro.local.experts.picture.NativeMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.imgproc.Imgproc;

/** Straight lines in a drawing, by the Hough transform, with pieces of one line joined. */
final class Segments {

    private static final double SAME_DIRECTION = 4;
    private static final double SAME_LINE = 3;

    private Segments() {}

    /**
     * Lines in a drawing.
     *
     * @param shortest that counts, in pixels
     * @param gap in a line that is bridged
     */
    static List<Segment> in(Ink ink, double shortest, double gap, NativeMemory.Scope scope) {
        return joined(raw(Scene.mat(ink.thinned(), scope), shortest, gap, scope), gap);
    }

    /** Lines of an edge picture, not joined. */
    static List<Segment> raw(Mat edges, double shortest, double gap, NativeMemory.Scope scope) {
        Mat lines = scope.mat();
        int votes = (int) Math.max(10, shortest * 0.6);
        Imgproc.HoughLinesP(edges, lines, 1, Math.PI / 360, votes, shortest, gap);
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < lines.rows(); i++) {
            double[] ends = lines.get(i, 0);
            segments.add(new Segment(ends[0], ends[1], ends[2], ends[3]));
        }
        return segments;
    }

    /** Joins those that lie on one line and overlap or nearly meet; the longest give the direction. */
    static List<Segment> joined(List<Segment> segments, double gap) {
        List<Segment> left = new ArrayList<>(segments);
        left.sort(Comparator.comparingDouble(Segment::length).reversed());
        List<Segment> joined = new ArrayList<>();
        while (!left.isEmpty()) {
            Segment line = left.removeFirst();
            boolean grown = true;
            while (grown) {
                grown = false;
                for (int i = 0; i < left.size() && !grown; i++) {
                    if (sameLine(line, left.get(i), gap)) {
                        line = union(line, left.remove(i));
                        grown = true;
                    }
                }
            }
            joined.add(line);
        }
        return joined;
    }

    private static boolean sameLine(Segment line, Segment other, double gap) {
        double tolerance = SAME_DIRECTION + 60 / Math.max(10, Math.min(line.length(), other.length()));
        if (line.angleTo(other) > tolerance
                || line.distance(other.start()) > SAME_LINE
                || line.distance(other.end()) > SAME_LINE) {
            return false;
        }
        double first = line.along(other.start());
        double second = line.along(other.end());
        return Math.max(first, second) > -gap - 2 && Math.min(first, second) < line.length() + gap + 2;
    }

    private static Segment union(Segment line, Segment other) {
        Point start = line.start();
        Point end = line.end();
        double least = 0;
        double most = line.length();
        for (Point point : List.of(other.start(), other.end())) {
            double along = line.along(point);
            if (along < least) {
                least = along;
                start = point;
            } else if (along > most) {
                most = along;
                end = point;
            }
        }
        return new Segment(start.x, start.y, end.x, end.y);
    }

    /** Number of places that are further apart than {@code near}. */
    static int distinct(List<Double> sorted, double near) {
        int count = 0;
        double last = Double.NEGATIVE_INFINITY;
        for (double place : sorted) {
            count += place - last > near ? 1 : 0;
            last = place;
        }
        return count;
    }
}
