package dev.maestro.local.experts.shape;

import java.util.List;
import org.opencv.core.Point;

/**
 * Follows bent lines from a station to the next, straight on through crossings, as a finger would: at each step the
 * direction with most ink ahead, turning little.
 */
final class PathTracer {

    private static final double STEP = 2;
    private static final double RIM = 5;
    private static final int LOOK_AHEAD = 9;
    private static final double WIDEST_TURN = 0.42;
    private static final double TURN_COST = 1.5;
    private static final int MOST_STEPS = 2500;

    private final Scene scene;
    private final Ink ink;
    private final List<Detector.Station> stations;

    PathTracer(Scene scene, List<Detector.Station> stations) {
        this.scene = scene;
        this.ink = scene.ink();
        this.stations = List.copyOf(stations);
    }

    /** Lines that leave one station and arrive at the other; traced from both, the smaller number counts. */
    int count(int from, int to) {
        return Math.max(arrivals(from, to), arrivals(to, from));
    }

    private int arrivals(int from, int to) {
        Detector.Station station = stations.get(from);
        double radius = station.radius() + RIM;
        int count = 0;
        for (double angle : ink.stretches(station.centre().x, station.centre().y, radius)) {
            count += trace(from, angle, radius) == to ? 1 : 0;
        }
        return count;
    }

    /** The station at which a line ends, or -1. */
    private int trace(int from, double startAngle, double radius) {
        Point start = stations.get(from).centre();
        double x = start.x + radius * Math.cos(startAngle);
        double y = start.y + radius * Math.sin(startAngle);
        int colour = colourNear(x, y);
        double direction = startAngle;
        for (int step = 0; step < MOST_STEPS; step++) {
            double best = -1;
            double bestDirection = direction;
            for (double turn = -WIDEST_TURN; turn <= WIDEST_TURN; turn += 0.07) {
                double score = ahead(x, y, direction + turn, colour) - TURN_COST * Math.abs(turn);
                if (score > best) {
                    best = score;
                    bestDirection = direction + turn;
                }
            }
            if (best < 1.5) {
                return -1;
            }
            direction = bestDirection;
            x += STEP * Math.cos(direction);
            y += STEP * Math.sin(direction);
            int arrived = stationAt(x, y);
            if (arrived >= 0 && arrived != from) {
                return arrived;
            }
            if (arrived == from && step > 20) {
                return -1;
            }
        }
        return -1;
    }

    private int stationAt(double x, double y) {
        for (int i = 0; i < stations.size(); i++) {
            Detector.Station station = stations.get(i);
            if (Math.hypot(x - station.centre().x, y - station.centre().y) < station.radius() + RIM - 1) {
                return i;
            }
        }
        return -1;
    }

    /** Ink ahead, of the line's own colour or, under a crossing, of another. */
    private double ahead(double x, double y, double direction, int colour) {
        double score = 0;
        for (int i = 1; i <= LOOK_AHEAD; i++) {
            double atX = x + i * STEP * Math.cos(direction);
            double atY = y + i * STEP * Math.sin(direction);
            int column = (int) Math.round(atX);
            int row = (int) Math.round(atY);
            if (scene.colour(column, row) == colour) {
                score += 1;
            } else if (ink.near(atX, atY)) {
                score += 0.45;
            }
        }
        return score;
    }

    private int colourNear(double x, double y) {
        for (int reach = 0; reach <= 2; reach++) {
            for (int dy = -reach; dy <= reach; dy++) {
                for (int dx = -reach; dx <= reach; dx++) {
                    int colour = scene.colour((int) Math.round(x) + dx, (int) Math.round(y) + dy);
                    if (colour >= 0) {
                        return colour;
                    }
                }
            }
        }
        return -1;
    }
}
