package dev.maestro.local.experts.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Squares whose four sides are straight lines, perhaps in each other or on common walls. */
final class DrawnSquares {

    private DrawnSquares() {}

    static int count(List<Segment> lines) {
        List<Segment> level = lines.stream().filter(line -> line.slope() < 4).toList();
        List<Segment> upright = lines.stream().filter(line -> line.slope() > 86).toList();
        List<double[]> squares = new ArrayList<>();
        for (Segment top : level) {
            for (Segment bottom : level) {
                square(top, bottom, upright).ifPresent(square -> addSquare(squares, square));
            }
        }
        return squares.size();
    }

    /** The square between two level lines and two upright ones; left, top and side. */
    private static Optional<double[]> square(Segment top, Segment bottom, List<Segment> upright) {
        double left = Math.min(top.x1(), top.x2());
        double side = top.length();
        double height = bottom.y1() - top.y1();
        double tolerance = Math.max(4, 0.04 * side);
        boolean stacked = height > 8
                && Math.abs(height - side) < 2 * tolerance
                && Math.abs(Math.min(bottom.x1(), bottom.x2()) - left) < tolerance
                && Math.abs(bottom.length() - side) < 2 * tolerance;
        if (!stacked) {
            return Optional.empty();
        }
        int walls = 0;
        for (double x : new double[] {left, left + side}) {
            for (Segment wall : upright) {
                if (Math.abs(wall.x1() - x) < tolerance
                        && Math.abs(Math.min(wall.y1(), wall.y2()) - top.y1()) < tolerance
                        && Math.abs(wall.length() - height) < 2 * tolerance) {
                    walls++;
                    break;
                }
            }
        }
        return walls == 2 ? Optional.of(new double[] {left, top.y1(), side}) : Optional.empty();
    }

    private static void addSquare(List<double[]> squares, double[] square) {
        boolean fresh = squares.stream()
                .noneMatch(other -> Math.abs(other[0] - square[0]) < 3
                        && Math.abs(other[1] - square[1]) < 3
                        && Math.abs(other[2] - square[2]) < 4);
        if (fresh) {
            squares.add(square);
        }
    }
}
