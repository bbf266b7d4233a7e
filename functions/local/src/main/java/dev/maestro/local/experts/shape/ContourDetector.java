package dev.maestro.local.experts.shape;

import dev.maestro.local.experts.picture.NativeMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Looks at connected pieces of one colour and at their outlines. Cheap and exact for things that stand apart or differ in
 * colour; what overlaps in one colour is one piece to it. Thread-safe.
 */
final class ContourDetector implements Detector {

    private static final double SMALLEST_AREA = 40;
    private static final double HOLLOW = 0.45;
    private static final double SAME_BOX = 0.6;
    private static final double NEAR = 10;
    private static final double FILLED = 0.3;
    private static final double HAIR = 1.8;

    private final NativeMemory memory;

    ContourDetector(NativeMemory memory) {
        this.memory = memory;
    }

    @Override
    public List<Found> shapes(Scene scene) {
        List<Found> filled = new ArrayList<>();
        List<Found> hollow = new ArrayList<>();
        for (int colour = 0; colour < scene.colours(); colour++) {
            try (NativeMemory.Scope scope = memory.open()) {
                Ink ink = scene.ink(colour);
                Mat mask = Scene.mat(ink, scope);
                for (Outline outline : Outline.of(opened(mask, 3, scope), false, scope)) {
                    if (outline.area() >= SMALLEST_AREA && share(ink, outline) >= HOLLOW) {
                        filled.add(new Found(outline.shape(scope), scene.name(colour), outline.box()));
                    }
                }
                for (Outline outline : Outline.of(closed(mask, 5, scope), false, scope)) {
                    if (outline.area() >= 2 * SMALLEST_AREA && share(ink, outline) < HOLLOW) {
                        hollow.add(new Found(outline.shape(scope), scene.name(colour), outline.box()));
                    }
                }
            }
        }
        // An outline of another colour belongs to the shape that it is drawn around.
        hollow.removeIf(ring -> filled.stream().anyMatch(shape -> overlap(ring.box(), shape.box()) > SAME_BOX));
        filled.addAll(hollow);
        return filled;
    }

    private static Mat opened(Mat mask, int size, NativeMemory.Scope scope) {
        Mat kernel = scope.keep(Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(size, size)));
        Mat opened = scope.mat();
        Imgproc.morphologyEx(mask, opened, Imgproc.MORPH_OPEN, kernel);
        return opened;
    }

    /** Bridges the gaps where something else was drawn across. */
    static Mat closed(Mat mask, int size, NativeMemory.Scope scope) {
        Mat kernel = scope.keep(Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(size, size)));
        Mat closed = scope.mat();
        Imgproc.morphologyEx(mask, closed, Imgproc.MORPH_CLOSE, kernel);
        return closed;
    }

    /** Share of an outline's inside that has ink. */
    private static double share(Ink ink, Outline outline) {
        Rect box = outline.box();
        int count = 0;
        for (int y = box.y; y < box.y + box.height; y++) {
            for (int x = box.x; x < box.x + box.width; x++) {
                count += ink.at(x, y) ? 1 : 0;
            }
        }
        return count / Math.max(1, outline.area());
    }

    static double overlap(Rect a, Rect b) {
        double width = Math.min(a.x + a.width, b.x + b.width) - (double) Math.max(a.x, b.x);
        double height = Math.min(a.y + a.height, b.y + b.height) - (double) Math.max(a.y, b.y);
        double common = Math.max(0, width) * Math.max(0, height);
        return common / (a.area() + b.area() - common);
    }

    @Override
    public List<Point> crossings(Scene scene, Set<ColourName> colours) {
        List<Integer> used = new ArrayList<>();
        for (int colour = 0; colour < scene.colours(); colour++) {
            if (colours.isEmpty() || colours.contains(scene.name(colour))) {
                used.add(colour);
            }
        }
        // The soft edges of hair lines pass for a colour of their own.
        boolean hairLines = colours.isEmpty() && scene.ink().strokeWidth() < HAIR;
        if (used.size() >= 2 && !hairLines) {
            return meetings(scene, used);
        }
        return Junctions.in(used.size() == 1 ? scene.ink(used.getFirst()) : scene.ink());
    }

    /** Where a grown piece of one colour lies on a grown piece of another. */
    private List<Point> meetings(Scene scene, List<Integer> colours) {
        List<Point> points = new ArrayList<>();
        Ink all = scene.ink();
        double stroke = all.strokeWidth();
        try (NativeMemory.Scope scope = memory.open()) {
            Mat kernel = scope.keep(Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(5, 5)));
            List<Mat> grown = new ArrayList<>();
            for (int colour : colours) {
                Mat mask = scope.mat();
                Imgproc.dilate(Scene.mat(scene.ink(colour), scope), mask, kernel);
                grown.add(mask);
            }
            for (int i = 0; i < grown.size(); i++) {
                for (int j = i + 1; j < grown.size(); j++) {
                    Mat both = scope.mat();
                    Core.bitwise_and(grown.get(i), grown.get(j), both);
                    for (Outline outline : Outline.of(both, false, scope)) {
                        Rect box = outline.box();
                        Junctions.add(
                                points,
                                new Point(box.x + box.width / 2.0, box.y + box.height / 2.0),
                                NEAR + 1.6 * stroke);
                    }
                }
            }
        }
        points.removeIf(point -> !Junctions.isCrossing(all, point, stroke));
        return points;
    }

    @Override
    public Optional<Pair> circles(Scene scene) {
        double stroke = scene.ink().strokeWidth();
        List<double[]> circles = new ArrayList<>();
        try (NativeMemory.Scope scope = memory.open()) {
            List<Outline> outlines = new ArrayList<>();
            for (int colour = 0; colour < scene.colours(); colour++) {
                outlines.addAll(Outline.of(Scene.mat(scene.ink(colour), scope), false, scope));
            }
            outlines.sort(Comparator.comparingInt((Outline outline) -> outline.box().width * outline.box().height)
                    .reversed());
            for (Outline outline : outlines) {
                Rect box = outline.box();
                double ratio = box.width / (double) box.height;
                if (ratio > 0.9 && ratio < 1.11 && box.width > 12 && circles.size() < 2) {
                    double x = box.x + (box.width - 1) / 2.0;
                    double y = box.y + (box.height - 1) / 2.0;
                    double radius = (box.width + box.height) / 4.0;
                    if (circles.isEmpty() || Math.hypot(circles.getFirst()[0] - x, circles.getFirst()[1] - y) > 4) {
                        circles.add(new double[] {x, y, radius});
                    }
                }
            }
        }
        if (circles.size() == 2) {
            double[] a = circles.get(0);
            double[] b = circles.get(1);
            return Optional.of(
                    new Pair(Math.hypot(a[0] - b[0], a[1] - b[1]) - a[2] - b[2], lineOf(stroke, Math.min(a[2], b[2]))));
        }
        return joined(scene, stroke);
    }

    /** Two circles of one colour that hang together: the number of holes tells whether they share some inside. */
    private Optional<Pair> joined(Scene scene, double stroke) {
        try (NativeMemory.Scope scope = memory.open()) {
            List<Outline> holes = Outline.of(Scene.mat(scene.ink(), scope), true, scope).stream()
                    .filter(Outline::hole)
                    .filter(outline -> outline.area() > 4)
                    .toList();
            return switch (holes.size()) {
                case 2 -> Optional.of(new Pair(-stroke / 2, stroke));
                case 3 -> Optional.of(new Pair(-2 * stroke - 3, stroke));
                default -> Optional.empty();
            };
        }
    }

    /** Width of a circle's line; 0 for a filled disc, whose edge is its own. */
    static double lineOf(double stroke, double radius) {
        return stroke > FILLED * radius ? 0 : stroke;
    }

    @Override
    public int squares(Scene scene) {
        try (NativeMemory.Scope scope = memory.open()) {
            int squares = 0;
            for (Outline outline : Outline.of(Scene.mat(scene.ink(), scope), true, scope)) {
                squares += outline.hole() && outline.area() >= SMALLEST_AREA ? 1 : 0;
            }
            return squares;
        }
    }

    @Override
    public Cells grid(Scene scene) {
        try (NativeMemory.Scope scope = memory.open()) {
            Mat mask = Scene.mat(scene.ink(), scope);
            int rows = lines(mask, new Size(scene.width() / 4 + 1, 1), true, scope) - 1;
            int columns = lines(mask, new Size(1, scene.height() / 4 + 1), false, scope) - 1;
            return rows < 1 || columns < 1 ? new Cells(0, 0) : new Cells(rows, columns);
        }
    }

    private static int lines(Mat mask, Size kernelSize, boolean level, NativeMemory.Scope scope) {
        Mat kernel = scope.keep(Imgproc.getStructuringElement(Imgproc.MORPH_RECT, kernelSize));
        Mat lines = scope.mat();
        Imgproc.morphologyEx(mask, lines, Imgproc.MORPH_OPEN, kernel);
        List<Double> places = Outline.of(lines, false, scope).stream()
                .map(outline -> level
                        ? outline.box().y + outline.box().height / 2.0
                        : outline.box().x + outline.box().width / 2.0)
                .sorted()
                .toList();
        return Segments.distinct(places, 4);
    }

    @Override
    public List<Found> bars(Scene scene) {
        List<Found> bars = new ArrayList<>();
        for (int colour = 0; colour < scene.colours(); colour++) {
            try (NativeMemory.Scope scope = memory.open()) {
                Ink ink = scene.ink(colour);
                Mat mask = opened(Scene.mat(ink, scope), 5, scope);
                for (Outline outline : Outline.of(mask, false, scope)) {
                    Rect box = outline.box();
                    double filled = share(ink, outline) * outline.area() / Math.max(1, box.area());
                    if (box.width >= 6 && box.height >= 4 && box.area() >= 60 && filled > 0.85) {
                        bars.add(new Found("rectangle", scene.name(colour), box));
                    }
                }
            }
        }
        bars.sort(Comparator.comparingInt((Found bar) -> bar.box().x).thenComparingInt(bar -> bar.box().y));
        return bars;
    }

    @Override
    public Optional<Rect> ring(Scene scene) {
        Rect best = null;
        double bestScore = 0;
        for (int colour = 0; colour < scene.colours(); colour++) {
            try (NativeMemory.Scope scope = memory.open()) {
                Ink ink = scene.ink(colour);
                for (Outline outline : Outline.of(Scene.mat(ink, scope), false, scope)) {
                    double score = ringScore(ink, outline);
                    if (score > bestScore) {
                        best = outline.box();
                        bestScore = score;
                    }
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** High for a large hollow piece whose outline fills an ellipse. */
    private static double ringScore(Ink ink, Outline outline) {
        Rect box = outline.box();
        double ellipse = Math.PI / 4 * box.width * box.height;
        double fit = outline.area() / ellipse;
        double hollow = share(ink, outline);
        boolean ring = box.width >= 12 && box.height >= 12 && fit > 0.92 && fit < 1.06 && hollow < 0.35;
        return ring ? box.area() : 0;
    }

    @Override
    public int paths(Scene scene, List<Station> stations, int from, int to) {
        return new PathPieces(scene, stations, memory).count(from, to);
    }
}
