package dev.maestro.local.experts.shape;

import java.util.Optional;
import org.opencv.core.Point;

/** A straight line between two points. */
record Segment(double x1, double y1, double x2, double y2) {

    double length() {
        return Math.hypot(x2 - x1, y2 - y1);
    }

    Point start() {
        return new Point(x1, y1);
    }

    Point end() {
        return new Point(x2, y2);
    }

    /** Degrees, 0 to 180. */
    double direction() {
        return (Math.toDegrees(Math.atan2(y2 - y1, x2 - x1)) + 360) % 180;
    }

    /** Angle from the level, 0 to 90 degrees. */
    double slope() {
        return Math.min(direction(), 180 - direction());
    }

    /** Angle between two lines, 0 to 90 degrees. */
    double angleTo(Segment other) {
        double difference = Math.abs(direction() - other.direction());
        return Math.min(difference, 180 - difference);
    }

    /** Distance of a point from the endless line. */
    double distance(Point point) {
        return Math.abs((x2 - x1) * (point.y - y1) - (y2 - y1) * (point.x - x1)) / Math.max(1e-9, length());
    }

    /** Place of a point along the line: 0 at the start, the length at the end. */
    double along(Point point) {
        return ((point.x - x1) * (x2 - x1) + (point.y - y1) * (y2 - y1)) / Math.max(1e-9, length());
    }

    /** Where the endless lines meet; empty for parallel ones. */
    Optional<Point> meeting(Segment other) {
        double determinant = (x1 - x2) * (other.y1 - other.y2) - (y1 - y2) * (other.x1 - other.x2);
        if (Math.abs(determinant) < 1e-6) {
            return Optional.empty();
        }
        double mine = x1 * y2 - y1 * x2;
        double theirs = other.x1 * other.y2 - other.y1 * other.x2;
        return Optional.of(new Point(
                (mine * (other.x1 - other.x2) - (x1 - x2) * theirs) / determinant,
                (mine * (other.y1 - other.y2) - (y1 - y2) * theirs) / determinant));
    }
}
