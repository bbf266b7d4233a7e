package dev.maestro.local.experts.shape;

import dev.maestro.local.experts.picture.NativeMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * Circles and upright regular polygons that are drawn as thin lines through each other, whatever their colours: a
 * template of each kind and size is tried with its first point on every point of a line (generalised Hough transform,
 * Ballard 1981). Believed only when the shapes that were found explain nearly every line of the drawing.
 */
final class Outlined {

    private static final double FAINTEST = 0.2;
    private static final double THICKEST = 9;
    private static final double MOST_INK = 0.12;
    private static final int LONGEST_LINES = 12_000;
    private static final double SMALLEST_RADIUS = 9;
    private static final double SUPPORT = 0.94;
    private static final double FRESH = 0.35;
    private static final double EXPLAINED = 0.92;
    private static final int SAMPLES = 90;

    /** One kind of shape: its corners on the unit circle; none for a circle. */
    private record Kind(String shape, int corners, double turn) {

        /** Points along the outline of radius 1, shape [2 * SAMPLES]; the first is the topmost. */
        double[] outline() {
            double[] points = new double[2 * SAMPLES];
            for (int i = 0; i < SAMPLES; i++) {
                double share = i / (double) SAMPLES;
                if (corners == 0) {
                    points[2 * i] = Math.sin(2 * Math.PI * share);
                    points[2 * i + 1] = -Math.cos(2 * Math.PI * share);
                } else {
                    int side = (int) (share * corners);
                    double along = share * corners - side;
                    double from = turn + 2 * Math.PI * side / corners;
                    double to = turn + 2 * Math.PI * (side + 1) / corners;
                    points[2 * i] = Math.sin(from) * (1 - along) + Math.sin(to) * along;
                    points[2 * i + 1] = -Math.cos(from) * (1 - along) - Math.cos(to) * along;
                }
            }
            return points;
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("circle", 0, 0),
            new Kind("triangle", 3, 0),
            new Kind("triangle", 3, Math.PI / 3),
            new Kind("square", 4, 0),
            new Kind("square", 4, Math.PI / 4),
            new Kind("pentagon", 5, 0),
            new Kind("pentagon", 5, Math.PI / 5),
            new Kind("hexagon", 6, 0),
            new Kind("hexagon", 6, Math.PI / 6));

    /** Samples in an order that soon meets a gap: far apart first. */
    private static final int[] ORDER = order();

    private record Candidate(Kind kind, double x, double y, double radius, double support) {

        boolean isLike(Candidate other) {
            return Math.hypot(x - other.x, y - other.y) < Math.max(3, 0.2 * other.radius)
                    && Math.abs(radius - other.radius) < Math.max(3, 0.2 * other.radius);
        }

        Rect box() {
            int side = (int) Math.round(2 * radius);
            return new Rect((int) Math.round(x - radius), (int) Math.round(y - radius), side, side);
        }
    }

    private Outlined() {}

    /** The shapes; empty when the drawing is not made of such outlines alone. */
    static List<Detector.Found> in(Scene scene, NativeMemory memory) {
        Ink ink = lines(scene, memory);
        int count = ink.count();
        if (count == 0 || count > MOST_INK * ink.drawn().length || ink.strokeWidth() > THICKEST) {
            return List.of();
        }
        Ink middle = ink.thinned();
        if (middle.count() > LONGEST_LINES) {
            return List.of();
        }
        Ink near = widened(middle);
        List<Candidate> candidates = new ArrayList<>();
        for (Kind kind : KINDS) {
            candidates.addAll(candidates(kind, middle, near));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::radius)
                .reversed()
                .thenComparing(Comparator.comparingDouble(Candidate::support).reversed()));
        boolean[] left = near.drawn().clone();
        List<Candidate> chosen = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Ink unexplained = new Ink(ink.width(), ink.height(), left);
            if (chosen.stream().noneMatch(candidate::isLike) && support(candidate, unexplained) >= FRESH) {
                Candidate best = best(candidate, candidates);
                chosen.add(best);
                erase(best, left, ink);
            }
        }
        int unexplained = 0;
        for (int i = 0; i < left.length; i++) {
            unexplained += left[i] && middle.drawn()[i] ? 1 : 0;
        }
        if (unexplained > (1 - EXPLAINED) * middle.count()) {
            return List.of();
        }
        return chosen.stream()
                .map(each -> new Detector.Found(each.kind.shape, colour(each, scene), each.box()))
                .toList();
    }

    /** Of the candidates that are nearly the same, the one with most support. */
    private static Candidate best(Candidate candidate, List<Candidate> candidates) {
        return candidates.stream()
                .filter(other -> other.isLike(candidate))
                .max(Comparator.comparingDouble(Candidate::support))
                .orElse(candidate);
    }

    /** What stands out of the ground at all: thin lines in light colours do so only a little. */
    private static Ink lines(Scene scene, NativeMemory memory) {
        try (NativeMemory.Scope scope = memory.open()) {
            Mat contrasts = scene.contrasts(scope);
            byte[] values = new byte[(int) contrasts.total()];
            contrasts.get(0, 0, values);
            boolean[] drawn = new boolean[values.length];
            for (int i = 0; i < values.length; i++) {
                drawn[i] = (values[i] & 0xFF) > FAINTEST * 255;
            }
            return new Ink(scene.width(), scene.height(), drawn);
        }
    }

    private static List<Candidate> candidates(Kind kind, Ink middle, Ink near) {
        double[] outline = kind.outline();
        double largest = Math.min(middle.width(), middle.height()) / 1.8;
        List<Candidate> candidates = new ArrayList<>();
        for (int y = 0; y < middle.height(); y++) {
            for (int x = 0; x < middle.width(); x++) {
                if (middle.at(x, y)) {
                    for (double radius = SMALLEST_RADIUS; radius <= largest; radius++) {
                        double centreX = x - radius * outline[0];
                        double centreY = y - radius * outline[1];
                        double support = support(outline, centreX, centreY, radius, near, 1 - SUPPORT);
                        if (support >= SUPPORT) {
                            candidates.add(new Candidate(kind, centreX, centreY, radius, support));
                        }
                    }
                }
            }
        }
        return candidates;
    }

    private static double support(Candidate candidate, Ink ink) {
        return support(candidate.kind.outline(), candidate.x, candidate.y, candidate.radius, ink, 1);
    }

    /**
     * Share of an outline on a line.
     *
     * @param mostMissing no more than this share may miss; the rest is not looked at then
     */
    private static double support(double[] outline, double x, double y, double radius, Ink near, double mostMissing) {
        int missing = 0;
        int most = (int) (mostMissing * SAMPLES);
        for (int i : ORDER) {
            if (!near.at(
                    (int) Math.round(x + radius * outline[2 * i]), (int) Math.round(y + radius * outline[2 * i + 1]))) {
                missing++;
                if (missing > most) {
                    return 0;
                }
            }
        }
        return 1 - missing / (double) SAMPLES;
    }

    private static Ink widened(Ink lines) {
        boolean[] wide = new boolean[lines.drawn().length];
        for (int y = 0; y < lines.height(); y++) {
            for (int x = 0; x < lines.width(); x++) {
                wide[y * lines.width() + x] = lines.near(x, y);
            }
        }
        return new Ink(lines.width(), lines.height(), wide);
    }

    private static void erase(Candidate candidate, boolean[] left, Ink size) {
        double[] outline = candidate.kind.outline();
        for (int i = 0; i < SAMPLES; i++) {
            int next = (i + 1) % SAMPLES;
            double fromX = candidate.x + candidate.radius * outline[2 * i];
            double fromY = candidate.y + candidate.radius * outline[2 * i + 1];
            double toX = candidate.x + candidate.radius * outline[2 * next];
            double toY = candidate.y + candidate.radius * outline[2 * next + 1];
            int steps = (int) Math.ceil(Math.hypot(toX - fromX, toY - fromY)) + 1;
            for (int step = 0; step <= steps; step++) {
                double share = step / (double) steps;
                int x = (int) Math.round(fromX + share * (toX - fromX));
                int y = (int) Math.round(fromY + share * (toY - fromY));
                for (int dy = -3; dy <= 3; dy++) {
                    for (int dx = -3; dx <= 3; dx++) {
                        if (x + dx >= 0 && y + dy >= 0 && x + dx < size.width() && y + dy < size.height()) {
                            left[(y + dy) * size.width() + x + dx] = false;
                        }
                    }
                }
            }
        }
    }

    /** The colour that most of the outline has. */
    private static ColourName colour(Candidate candidate, Scene scene) {
        int[] counts = new int[Math.max(1, scene.colours())];
        double[] outline = candidate.kind.outline();
        for (int i = 0; i < SAMPLES; i++) {
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    int colour = scene.colour(
                            (int) Math.round(candidate.x + candidate.radius * outline[2 * i]) + dx,
                            (int) Math.round(candidate.y + candidate.radius * outline[2 * i + 1]) + dy);
                    if (colour >= 0) {
                        counts[colour]++;
                    }
                }
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return scene.name(best);
    }

    private static int[] order() {
        int[] order = new int[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            order[i] = i * 37 % SAMPLES;
        }
        return order;
    }
}
