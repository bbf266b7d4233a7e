package dev.maestro.local.experts.shape;

import dev.maestro.local.experts.picture.NativeMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

/**
 * Fits straight lines, circles and ellipses to edges and lines, whatever hangs together. Sees through overlaps, gaps and
 * like colours; needs clear edges, and knows only shapes that it can fit. Thread-safe.
 */
final class HoughDetector implements Detector {

    private static final double SHORTEST_EDGE = 14;
    private static final double SHORTEST_LINE = 22;
    private static final double NEAR = 9;
    private static final double SMALLEST_RADIUS = 7;
    private static final double SAME_BOX = 0.6;
    private static final double FILLED = 0.6;
    private static final double HOLLOW = 0.1;

    private final NativeMemory memory;

    HoughDetector(NativeMemory memory) {
        this.memory = memory;
    }

    @Override
    public List<Found> shapes(Scene scene) {
        List<Found> outlined = Outlined.in(scene, memory);
        if (!outlined.isEmpty()) {
            return outlined;
        }
        List<Found> found = new ArrayList<>();
        for (int colour = 0; colour < scene.colours(); colour++) {
            try (NativeMemory.Scope scope = memory.open()) {
                Ink ink = scene.ink(colour);
                for (Found thing : shapes(scene, colour, ink, scope)) {
                    // The outline of a shape may have a colour of its own.
                    boolean fresh = found.stream()
                            .noneMatch(other -> ContourDetector.overlap(other.box(), thing.box()) > SAME_BOX
                                    && (other.shape().equals(thing.shape()) || inked(ink, thing.box()) < FILLED));
                    if (fresh) {
                        found.add(thing);
                    }
                }
            }
        }
        return found;
    }

    private static List<Found> shapes(Scene scene, int colour, Ink ink, NativeMemory.Scope scope) {
        List<Found> found = new ArrayList<>();
        double largest = Math.min(scene.width(), scene.height()) / 2.0;
        Mat mask = Scene.mat(ink, scope);
        List<Round.Circle> circles = Round.circles(mask, SMALLEST_RADIUS, largest, scope);
        for (Round.Circle circle : circles) {
            found.add(new Found("circle", scene.name(colour), circle.box()));
        }
        Mat edges = scope.mat();
        Imgproc.Canny(mask, edges, 40, 110);
        List<Segment> segments = Segments.joined(Segments.raw(edges, SHORTEST_EDGE, 3, scope), 2).stream()
                .filter(segment -> circles.stream().noneMatch(circle -> onCircle(segment, circle)))
                .toList();
        for (Corners.Polygon polygon : Corners.polygons(segments)) {
            double inked = inked(ink, polygon.box());
            // What was cut out of a shape has corners too, but no ink.
            if (inked > FILLED || inked < HOLLOW) {
                found.add(new Found(polygon.shape(), scene.name(colour), polygon.box()));
            }
        }
        return found;
    }

    /** Share of ink in the middle of a box. */
    private static double inked(Ink ink, Rect box) {
        int hits = 0;
        for (double x = 0.3; x < 0.72; x += 0.1) {
            for (double y = 0.3; y < 0.72; y += 0.1) {
                hits += ink.at((int) (box.x + x * box.width), (int) (box.y + y * box.height)) ? 1 : 0;
            }
        }
        return hits / 25.0;
    }

    private static boolean onCircle(Segment segment, Round.Circle circle) {
        Point middle = new Point((segment.x1() + segment.x2()) / 2, (segment.y1() + segment.y2()) / 2);
        double[] distances = {
            Math.hypot(segment.x1() - circle.x(), segment.y1() - circle.y()),
            Math.hypot(segment.x2() - circle.x(), segment.y2() - circle.y()),
            Math.hypot(middle.x - circle.x(), middle.y - circle.y())
        };
        for (double distance : distances) {
            if (Math.abs(distance - circle.radius()) > Math.max(3, 0.12 * circle.radius())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<Point> crossings(Scene scene, Set<ColourName> colours) {
        List<Segment> lines = new ArrayList<>();
        double stroke = scene.ink().strokeWidth();
        try (NativeMemory.Scope scope = memory.open()) {
            if (colours.isEmpty()) {
                lines.addAll(Segments.in(scene.ink(), SHORTEST_LINE + stroke, 4 + stroke, scope));
            } else {
                for (int colour = 0; colour < scene.colours(); colour++) {
                    if (colours.contains(scene.name(colour))) {
                        lines.addAll(Segments.in(scene.ink(colour), SHORTEST_LINE + stroke, 6 + 2.5 * stroke, scope));
                    }
                }
            }
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            for (int j = i + 1; j < lines.size(); j++) {
                Segment first = lines.get(i);
                Segment second = lines.get(j);
                if (first.angleTo(second) > 3) {
                    first.meeting(second)
                            .filter(point -> passes(first, point) && passes(second, point))
                            .ifPresent(point -> Junctions.add(points, point, NEAR));
                }
            }
        }
        return points;
    }

    /** Whether a line goes on beyond a point in both directions. */
    private static boolean passes(Segment line, Point point) {
        double along = line.along(point);
        return along > 5 && along < line.length() - 5;
    }

    @Override
    public Optional<Pair> circles(Scene scene) {
        try (NativeMemory.Scope scope = memory.open()) {
            double largest = Math.min(scene.width(), scene.height()) / 2.0;
            List<Round.Circle> circles =
                    new ArrayList<>(Round.circles(scene.contrasts(scope), SMALLEST_RADIUS, largest, scope));
            circles.sort(Comparator.comparingDouble(Round.Circle::radius).reversed());
            if (circles.size() < 2) {
                return Optional.empty();
            }
            Round.Circle a = circles.get(0);
            Round.Circle b = circles.get(1);
            double gap = Math.hypot(a.x() - b.x(), a.y() - b.y()) - a.radius() - b.radius();
            double stroke = scene.ink().strokeWidth();
            double smaller = Math.min(a.radius(), b.radius());
            return Optional.of(new Pair(gap - 1, ContourDetector.lineOf(stroke, smaller)));
        }
    }

    @Override
    public int squares(Scene scene) {
        try (NativeMemory.Scope scope = memory.open()) {
            List<Segment> lines =
                    Segments.joined(Segments.raw(Scene.mat(scene.ink().thinned(), scope), 12, 3, scope), 3);
            return DrawnSquares.count(lines);
        }
    }

    @Override
    public Cells grid(Scene scene) {
        try (NativeMemory.Scope scope = memory.open()) {
            List<Segment> lines = Segments.in(scene.ink(), Math.min(scene.width(), scene.height()) * 0.2, 8, scope);
            int rows = Segments.distinct(
                            lines.stream()
                                    .filter(line -> line.slope() < 6 && line.length() > scene.width() * 0.3)
                                    .map(line -> (line.y1() + line.y2()) / 2)
                                    .sorted()
                                    .toList(),
                            5)
                    - 1;
            int columns = Segments.distinct(
                            lines.stream()
                                    .filter(line -> line.slope() > 84 && line.length() > scene.height() * 0.3)
                                    .map(line -> (line.x1() + line.x2()) / 2)
                                    .sorted()
                                    .toList(),
                            5)
                    - 1;
            return rows < 1 || columns < 1 ? new Cells(0, 0) : new Cells(rows, columns);
        }
    }

    @Override
    public List<Found> bars(Scene scene) {
        try (NativeMemory.Scope scope = memory.open()) {
            List<Segment> lines = new ArrayList<>();
            for (int colour = 0; colour < scene.colours(); colour++) {
                Mat edges = scope.mat();
                Imgproc.Canny(Scene.mat(scene.ink(colour), scope), edges, 40, 110);
                lines.addAll(Segments.joined(Segments.raw(edges, 5, 3, scope), 2));
            }
            return EdgedBars.in(scene, lines);
        }
    }

    @Override
    public Optional<Rect> ring(Scene scene) {
        Optional<Rect> best = Optional.empty();
        for (int colour = -1; colour < scene.colours(); colour++) {
            Optional<Rect> ring = Round.ellipse(colour < 0 ? scene.ink() : scene.ink(colour), 12);
            if (ring.isPresent()
                    && (best.isEmpty() || ring.get().area() > 1.05 * best.get().area())) {
                best = ring;
            }
        }
        return best;
    }

    @Override
    public int paths(Scene scene, List<Station> stations, int from, int to) {
        return new PathTracer(scene, stations).count(from, to);
    }
}
