package dev.maestro.local.train;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** How soon a run came near what it came to: dev accuracy against time since the outcome log was read. Not thread-safe. */
final class Pace {

    private static final double NEAR = 0.95;

    private final List<Point> points = new ArrayList<>();

    private record Point(double seconds, double accuracy) {}

    /** A version was evaluated; in the order of time. */
    void add(double seconds, double accuracy) {
        points.add(new Point(seconds, accuracy));
    }

    /** When 95 % of the accuracy of the last version was first reached; empty when none was evaluated. */
    OptionalDouble secondsTo95() {
        if (points.isEmpty()) {
            return OptionalDouble.empty();
        }
        double enough = NEAR * points.getLast().accuracy();
        return points.stream()
                .filter(point -> point.accuracy() >= enough)
                .mapToDouble(Point::seconds)
                .findFirst();
    }
}
