package dev.maestro.local.experts.shape;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opencv.core.Point;
import org.opencv.core.Rect;

/** One way to find things in a drawing. All lengths are in pixels of the scene. Thread-safe. */
interface Detector {

    /**
     * A shape.
     *
     * @param shape circle, ellipse, square, rectangle, triangle, pentagon, hexagon, star or other
     */
    record Found(String shape, ColourName colour, Rect box) {}

    /**
     * How two circles lie.
     *
     * @param gap between their outer edges
     * @param stroke width of their lines
     */
    record Pair(double gap, double stroke) {}

    /** Cells of a grid. */
    record Cells(int rows, int columns) {}

    /** Every closed shape. */
    List<Found> shapes(Scene scene);

    /**
     * Where lines cross.
     *
     * @param colours of the lines; empty for all
     */
    List<Point> crossings(Scene scene, Set<ColourName> colours);

    /** The two largest circles, or empty when there are not two. */
    Optional<Pair> circles(Scene scene);

    /** Number of drawn squares. */
    int squares(Scene scene);

    /** The grid; noughts when there is none. */
    Cells grid(Scene scene);

    /** Filled rectangles, from left to right. */
    List<Found> bars(Scene scene);

    /** The ring around something, or empty. */
    Optional<Rect> ring(Scene scene);

    /**
     * Number of lines that join two stations directly.
     *
     * @param stations all of them
     * @param from place in the list
     * @param to place in the list
     */
    int paths(Scene scene, List<Station> stations, int from, int to);

    /**
     * A disc with a letter at which paths end.
     *
     * @param letter as read, perhaps empty
     */
    record Station(Point centre, double radius, String letter) {}
}
