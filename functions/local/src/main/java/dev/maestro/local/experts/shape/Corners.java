package dev.maestro.local.experts.shape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Point;
import org.opencv.core.Rect;

/** Polygons put together from straight edges that meet at corners; an edge or a corner may be hidden. */
final class Corners {

    private static final double REACH = 9;
    private static final double SAME_PLACE = 0.45;

    private Corners() {}

    /** A polygon. */
    record Polygon(String shape, List<Point> corners) {

        Rect box() {
            double left = corners.stream().mapToDouble(point -> point.x).min().orElse(0);
            double top = corners.stream().mapToDouble(point -> point.y).min().orElse(0);
            double right = corners.stream().mapToDouble(point -> point.x).max().orElse(0);
            double bottom = corners.stream().mapToDouble(point -> point.y).max().orElse(0);
            return new Rect((int) left, (int) top, (int) Math.ceil(right - left), (int) Math.ceil(bottom - top));
        }

        Point centre() {
            Rect box = box();
            return new Point(box.x + box.width / 2.0, box.y + box.height / 2.0);
        }
    }

    /** Two edges and the corner between them; a leads away from it to its other end, b too. */
    private record Corner(int first, int second, Point at, Point a, Point b) {

        double angle() {
            double cosine = ((a.x - at.x) * (b.x - at.x) + (a.y - at.y) * (b.y - at.y))
                    / Math.max(1e-9, length(at, a) * length(at, b));
            return Math.toDegrees(Math.acos(Math.clamp(cosine, -1.0, 1.0)));
        }
    }

    static List<Polygon> polygons(List<Segment> edges) {
        List<Corner> corners = corners(edges);
        List<Polygon> found = new ArrayList<>();
        for (Corner corner : corners) {
            triangle(corner).or(() -> square(corner)).ifPresent(found::add);
        }
        for (Corner corner : corners) {
            chain(corner, corners).ifPresent(found::add);
        }
        found.sort(Comparator.comparingInt((Polygon polygon) -> rank(polygon.shape()))
                .thenComparing(Comparator.comparingInt((Polygon polygon) -> polygon.box().width)
                        .reversed()));
        List<Polygon> kept = new ArrayList<>();
        for (Polygon polygon : found) {
            boolean fresh = kept.stream().noneMatch(other -> same(other, polygon));
            if (fresh) {
                kept.add(polygon);
            }
        }
        return kept;
    }

    private static int rank(String shape) {
        return shape.equals("star") ? 0 : shape.equals("pentagon") ? 1 : 2;
    }

    private static boolean same(Polygon a, Polygon b) {
        double size = Math.max(Math.max(a.box().width, a.box().height), Math.max(b.box().width, b.box().height));
        return length(a.centre(), b.centre()) < SAME_PLACE * size;
    }

    private static List<Corner> corners(List<Segment> edges) {
        List<Corner> corners = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            for (int j = i + 1; j < edges.size(); j++) {
                corner(i, j, edges.get(i), edges.get(j)).ifPresent(corners::add);
            }
        }
        return corners;
    }

    private static Optional<Corner> corner(int i, int j, Segment first, Segment second) {
        if (first.angleTo(second) < 20) {
            return Optional.empty();
        }
        return first.meeting(second).flatMap(at -> {
            Point a = farEnd(first, at);
            Point b = farEnd(second, at);
            boolean ends = nearEnd(first, at) < REACH && nearEnd(second, at) < REACH;
            return ends ? Optional.of(new Corner(i, j, at, a, b)) : Optional.empty();
        });
    }

    private static double nearEnd(Segment segment, Point at) {
        return Math.min(length(segment.start(), at), length(segment.end(), at));
    }

    private static Point farEnd(Segment segment, Point at) {
        return length(segment.start(), at) > length(segment.end(), at) ? segment.start() : segment.end();
    }

    /** Two edges of equal length at 60 degrees. */
    private static Optional<Polygon> triangle(Corner corner) {
        boolean fits = Math.abs(corner.angle() - 60) < 9 && alike(corner);
        return fits ? Optional.of(new Polygon("triangle", List.of(corner.at, corner.a, corner.b))) : Optional.empty();
    }

    /** Two edges of equal length at a right angle. */
    private static Optional<Polygon> square(Corner corner) {
        boolean fits = Math.abs(corner.angle() - 90) < 8 && alike(corner);
        Point opposite = new Point(corner.a.x + corner.b.x - corner.at.x, corner.a.y + corner.b.y - corner.at.y);
        return fits
                ? Optional.of(new Polygon("square", List.of(corner.at, corner.a, opposite, corner.b)))
                : Optional.empty();
    }

    private static boolean alike(Corner corner) {
        double a = length(corner.at, corner.a);
        double b = length(corner.at, corner.b);
        return Math.min(a, b) > 12 && Math.min(a, b) > 0.82 * Math.max(a, b);
    }

    /** Pentagons by three edges at 108 degrees; stars by a point of about 36 degrees beside an inward corner. */
    private static Optional<Polygon> chain(Corner corner, List<Corner> corners) {
        for (Corner next : corners) {
            boolean linked = !next.equals(corner) && (next.first == corner.second || next.second == corner.second);
            if (!linked || length(next.at, corner.at) < 8) {
                continue;
            }
            if (Math.abs(corner.angle() - 108) < 8 && Math.abs(next.angle() - 108) < 8) {
                return Optional.of(regular(corner, next));
            }
            if (corner.angle() < 62
                    && corner.angle() > 22
                    && next.angle() > 85
                    && next.angle() < 150
                    && Math.abs(corner.angle() - 60) >= 9) {
                return Optional.of(star(corner));
            }
        }
        return Optional.empty();
    }

    private static Polygon regular(Corner corner, Corner next) {
        double side = length(corner.at, next.at);
        Point middle = new Point((corner.at.x + next.at.x) / 2, (corner.at.y + next.at.y) / 2);
        Point outer = length(corner.a, next.at) > length(corner.b, next.at) ? corner.a : corner.b;
        double nx = -(next.at.y - corner.at.y) / side;
        double ny = (next.at.x - corner.at.x) / side;
        double sign = (outer.x - middle.x) * nx + (outer.y - middle.y) * ny < 0 ? -1 : 1;
        Point centre = new Point(middle.x + sign * nx * side * 0.688, middle.y + sign * ny * side * 0.688);
        return around("pentagon", centre, side * 0.851);
    }

    private static Polygon star(Corner corner) {
        Point inward = new Point((corner.a.x + corner.b.x) / 2, (corner.a.y + corner.b.y) / 2);
        double depth = Math.max(1, length(corner.at, inward));
        double radius = depth * 1.57;
        Point centre = new Point(
                corner.at.x + (inward.x - corner.at.x) * radius / depth,
                corner.at.y + (inward.y - corner.at.y) * radius / depth);
        return around("star", centre, radius);
    }

    private static Polygon around(String shape, Point centre, double radius) {
        List<Point> corners = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            double angle = Math.PI / 2 * i;
            corners.add(new Point(centre.x + radius * Math.cos(angle), centre.y + radius * Math.sin(angle)));
        }
        return new Polygon(shape, corners);
    }

    private static double length(Point a, Point b) {
        return Math.hypot(a.x - b.x, a.y - b.y);
    }
}
