package dev.maestro.local.experts.shape;

import dev.maestro.local.experts.picture.NativeMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Circles by Hough voting, refined by least squares on edge points; ellipses by random samples. */
final class Round {

    private static final double SUPPORT = 0.5;
    private static final double SUPPORT_LEFT = 0.38;
    private static final int SAMPLES = 3000;

    private Round() {}

    /** A circle; radius of its outermost edge that was found. */
    record Circle(double x, double y, double radius) {

        Rect box() {
            return new Rect(
                    (int) Math.round(x - radius), (int) Math.round(y - radius), (int) Math.round(2 * radius), (int)
                            Math.round(2 * radius));
        }
    }

    /**
     * Circles whose edge is seen for at least half of its length.
     *
     * @param contrasts grey levels
     * @param smallest radius, in pixels
     */
    static List<Circle> circles(Mat contrasts, double smallest, double largest, NativeMemory.Scope scope) {
        Mat smooth = scope.mat();
        Imgproc.GaussianBlur(contrasts, smooth, new Size(3, 3), 0.8);
        Mat edges = scope.mat();
        Imgproc.Canny(smooth, edges, 40, 110);
        Ink ink = ink(edges);
        Mat found = scope.mat();
        Imgproc.HoughCircles(
                smooth,
                found,
                Imgproc.HOUGH_GRADIENT_ALT,
                1.5,
                Math.max(4, smallest * 0.6),
                200,
                0.55,
                (int) smallest,
                (int) largest);
        List<Circle> candidates = new ArrayList<>();
        for (int i = 0; i < found.cols(); i++) {
            double[] circle = found.get(0, i);
            candidates.add(refined(ink, new Circle(circle[0], circle[1], circle[2])));
        }
        candidates.sort(Comparator.comparingDouble((Circle circle) -> support(ink, circle))
                .reversed());
        Ink left = new Ink(ink.width(), ink.height(), ink.drawn().clone());
        List<Circle> circles = new ArrayList<>();
        for (Circle circle : candidates) {
            // Arcs of other circles must not make up one more.
            if (support(ink, circle) >= SUPPORT && support(left, circle) >= SUPPORT_LEFT) {
                addOuter(circles, circle);
                erase(left, circle);
            }
        }
        return circles;
    }

    private static void erase(Ink edges, Circle circle) {
        int steps = (int) (circle.radius * 14) + 1;
        for (int i = 0; i < steps; i++) {
            double angle = 2 * Math.PI * i / steps;
            for (double radius = circle.radius - 2; radius <= circle.radius + 2; radius += 0.5) {
                int x = (int) Math.round(circle.x + radius * Math.cos(angle));
                int y = (int) Math.round(circle.y + radius * Math.sin(angle));
                if (edges.at(x, y)) {
                    edges.drawn()[y * edges.width() + x] = false;
                }
            }
        }
    }

    /** Both edges of a line give a circle: the outer one is kept. */
    private static void addOuter(List<Circle> circles, Circle circle) {
        for (int i = 0; i < circles.size(); i++) {
            Circle other = circles.get(i);
            double larger = Math.max(circle.radius, other.radius);
            if (Math.hypot(circle.x - other.x, circle.y - other.y) < 0.25 * larger
                    && Math.abs(circle.radius - other.radius) < Math.max(6, 0.25 * larger)) {
                if (circle.radius > other.radius) {
                    circles.set(i, circle);
                }
                return;
            }
        }
        circles.add(circle);
    }

    static Ink ink(Mat edges) {
        byte[] bytes = new byte[(int) edges.total()];
        edges.get(0, 0, bytes);
        boolean[] drawn = new boolean[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            drawn[i] = bytes[i] != 0;
        }
        return new Ink(edges.cols(), edges.rows(), drawn);
    }

    /** Share of the circumference with an edge at most a pixel away. */
    static double support(Ink edges, Circle circle) {
        int steps = Math.max(24, (int) (circle.radius * 4));
        int hits = 0;
        for (int i = 0; i < steps; i++) {
            double angle = 2 * Math.PI * i / steps;
            hits += edges.near(circle.x + circle.radius * Math.cos(angle), circle.y + circle.radius * Math.sin(angle))
                    ? 1
                    : 0;
        }
        return hits / (double) steps;
    }

    /** Least squares (Kasa 1976) on the outermost edge points near a circle. */
    static Circle refined(Ink edges, Circle circle) {
        double reach = Math.max(3, circle.radius * 0.06);
        int steps = Math.max(48, (int) (circle.radius * 4));
        double[][] sums = new double[3][4];
        int count = 0;
        for (int i = 0; i < steps; i++) {
            double angle = 2 * Math.PI * i / steps;
            for (double radius = circle.radius + reach; radius >= circle.radius - reach; radius -= 0.5) {
                double x = Math.rint(circle.x + radius * Math.cos(angle));
                double y = Math.rint(circle.y + radius * Math.sin(angle));
                if (edges.at((int) x, (int) y)) {
                    add(sums, x - circle.x, y - circle.y);
                    count++;
                    break;
                }
            }
        }
        double[] solution = count < 12 ? null : solve(sums);
        if (solution == null) {
            return circle;
        }
        double x = solution[0] / 2;
        double y = solution[1] / 2;
        double radius = Math.sqrt(Math.max(0, solution[2] + x * x + y * y));
        boolean near = Math.hypot(x, y) < 2 * reach && Math.abs(radius - circle.radius) < 2 * reach;
        return near ? new Circle(circle.x + x, circle.y + y, radius) : circle;
    }

    private static void add(double[][] sums, double x, double y) {
        double[] row = {x, y, 1};
        double right = x * x + y * y;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                sums[i][j] += row[i] * row[j];
            }
            sums[i][3] += row[i] * right;
        }
    }

    /** Solves n equations, given as n rows of n + 1 numbers; null when they depend on each other. */
    private static double @Nullable [] solve(double[][] rows) {
        int size = rows.length;
        for (int i = 0; i < size; i++) {
            int pivot = i;
            for (int j = i + 1; j < size; j++) {
                pivot = Math.abs(rows[j][i]) > Math.abs(rows[pivot][i]) ? j : pivot;
            }
            double[] swap = rows[i];
            rows[i] = rows[pivot];
            rows[pivot] = swap;
            if (Math.abs(rows[i][i]) < 1e-9) {
                return null;
            }
            for (int j = 0; j < size; j++) {
                double factor = j == i ? 0 : rows[j][i] / rows[i][i];
                for (int k = i; k <= size && j != i; k++) {
                    rows[j][k] -= factor * rows[i][k];
                }
            }
        }
        double[] solution = new double[size];
        for (int i = 0; i < size; i++) {
            solution[i] = rows[i][size] / rows[i][i];
        }
        return solution;
    }

    /** The upright ellipse with most ink on its edge: through four random points, many times (RANSAC). */
    static Optional<Rect> ellipse(Ink ink, double smallest) {
        Ink lines = ink.thinned();
        List<double[]> points = new ArrayList<>();
        for (int y = 0; y < lines.height(); y++) {
            for (int x = 0; x < lines.width(); x++) {
                if (lines.at(x, y)) {
                    points.add(new double[] {x, y});
                }
            }
        }
        Random random = new Random(11);
        Rect best = null;
        double bestScore = 0;
        for (int i = 0; i < SAMPLES && points.size() > 40; i++) {
            double[][] rows = new double[4][5];
            double[] origin = points.get(random.nextInt(points.size()));
            for (double[] row : rows) {
                double[] point = points.get(random.nextInt(points.size()));
                double x = (point[0] - origin[0]) / 100;
                double y = (point[1] - origin[1]) / 100;
                row[0] = x * x;
                row[1] = x;
                row[2] = y;
                row[3] = 1;
                row[4] = -y * y;
            }
            double[] shape = solve(rows);
            if (shape != null && shape[0] > 0.05 && shape[0] < 20) {
                double x = -shape[1] / (2 * shape[0]);
                double y = -shape[2] / 2;
                double size = shape[0] * x * x + y * y - shape[3];
                double half = 100 * Math.sqrt(Math.max(0, size / shape[0]));
                double tall = 100 * Math.sqrt(Math.max(0, size));
                double score = score(ink, origin[0] + 100 * x, origin[1] + 100 * y, half, tall, smallest);
                if (score > bestScore) {
                    bestScore = score;
                    best = new Rect(
                            (int) Math.round(origin[0] + 100 * x - half),
                            (int) Math.round(origin[1] + 100 * y - tall),
                            (int) Math.round(2 * half),
                            (int) Math.round(2 * tall));
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Circumference, if nearly all of it has ink; else 0. */
    private static double score(Ink ink, double x, double y, double half, double tall, double smallest) {
        boolean fits = half >= smallest
                && tall >= smallest
                && x - half >= -1
                && y - tall >= -1
                && x + half <= ink.width()
                && y + tall <= ink.height();
        if (!fits || half > 4 * tall || tall > 4 * half) {
            return 0;
        }
        int steps = 72;
        int hits = 0;
        for (int i = 0; i < steps; i++) {
            double angle = 2 * Math.PI * i / steps;
            hits += ink.near(x + half * Math.cos(angle), y + tall * Math.sin(angle)) ? 1 : 0;
        }
        return hits < 0.85 * steps ? 0 : hits / (double) steps * hits / steps * (half + tall);
    }
}
