package dev.maestro.lab.tasks.figure;

import java.util.List;

/** A place on a picture, in pixels, y downwards. */
record Point(double x, double y) {

    double distance(Point other) {
        return Math.sqrt((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y));
    }

    /** Distance to the piece of line between two points. */
    double distance(Point from, Point to) {
        double dx = to.x - from.x;
        double dy = to.y - from.y;
        double along = ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy);
        double share = Math.clamp(along, 0.0, 1.0);
        return distance(new Point(from.x + share * dx, from.y + share * dy));
    }

    /** The point this far from here towards another. */
    Point towards(Point other, double length) {
        double share = length / distance(other);
        return new Point(x + (other.x - x) * share, y + (other.y - y) * share);
    }

    Point minus(Point other) {
        return new Point(x - other.x, y - other.y);
    }

    /** Sine of the angle between two directions of length 1, 0 to 1. */
    double across(Point direction) {
        return Math.abs(x * direction.y - y * direction.x);
    }

    Point middle(Point other) {
        return new Point((x + other.x) / 2, (y + other.y) / 2);
    }

    /** Turned about the origin, in degrees clockwise on the picture. */
    Point turned(double degrees) {
        double angle = StrictMath.toRadians(degrees);
        double sine = StrictMath.sin(angle);
        double cosine = StrictMath.cos(angle);
        return new Point(x * cosine - y * sine, x * sine + y * cosine);
    }

    /** Where two pieces of line cross; empty when they do not. Each piece is its two ends. */
    static List<Point> crossing(List<Point> one, List<Point> two) {
        Point a = one.getFirst();
        Point c = two.getFirst();
        double dx = one.getLast().x - a.x;
        double dy = one.getLast().y - a.y;
        double ex = two.getLast().x - c.x;
        double ey = two.getLast().y - c.y;
        double turn = dx * ey - dy * ex;
        if (turn == 0) {
            return List.of();
        }
        double s = ((c.x - a.x) * ey - (c.y - a.y) * ex) / turn;
        double t = ((c.x - a.x) * dy - (c.y - a.y) * dx) / turn;
        boolean meet = s >= 0 && s <= 1 && t >= 0 && t <= 1;
        return meet ? List.of(new Point(a.x + s * dx, a.y + s * dy)) : List.of();
    }
}
