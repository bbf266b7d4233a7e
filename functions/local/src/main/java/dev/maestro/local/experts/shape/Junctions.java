package dev.maestro.local.experts.shape;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Point;

/** Points of line drawings at which four arms meet. */
final class Junctions {

    private static final double NEAR = 10;
    private static final int SHIFT = 3;
    private static final double[] REACHES = {5, 8, 11};

    private Junctions() {}

    /** Crossings in a drawing of lines, all of one kind. */
    static List<Point> in(Ink ink) {
        Ink lines = ink.thinned();
        List<Point> points = new ArrayList<>();
        for (int y = 1; y < lines.height() - 1; y++) {
            for (int x = 1; x < lines.width() - 1; x++) {
                if (lines.at(x, y) && arms(lines, x, y) >= 3) {
                    add(points, new Point(x, y), NEAR);
                }
            }
        }
        points.removeIf(point -> !isCrossing(lines, point, 1));
        return points;
    }

    private static int arms(Ink lines, int x, int y) {
        int arms = 0;
        boolean[] around = {
            lines.at(x, y - 1), lines.at(x + 1, y - 1), lines.at(x + 1, y), lines.at(x + 1, y + 1),
            lines.at(x, y + 1), lines.at(x - 1, y + 1), lines.at(x - 1, y), lines.at(x - 1, y - 1)
        };
        for (int i = 0; i < around.length; i++) {
            arms += around[i] && !around[(i + 1) % around.length] ? 1 : 0;
        }
        return arms;
    }

    /**
     * Whether four arms leave a point, at the majority of several distances.
     *
     * @param stroke width of the lines
     */
    static boolean isCrossing(Ink ink, Point point, double stroke) {
        // The middle of a crossing is known within a few pixels only.
        for (int dy = -SHIFT; dy <= SHIFT; dy += SHIFT) {
            for (int dx = -SHIFT; dx <= SHIFT; dx += SHIFT) {
                int votes = 0;
                for (double reach : REACHES) {
                    double radius = reach + 1.2 * stroke;
                    votes += ink.stretches(point.x + dx, point.y + dy, radius).length >= 4 ? 1 : 0;
                }
                if (votes * 2 > REACHES.length) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Adds a point, or moves one that is near halfway to it. */
    static void add(List<Point> points, Point point, double near) {
        for (Point other : points) {
            if (Math.hypot(other.x - point.x, other.y - point.y) < near) {
                other.x = (other.x + point.x) / 2;
                other.y = (other.y + point.y) / 2;
                return;
            }
        }
        points.add(point);
    }
}
