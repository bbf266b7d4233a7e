package dev.maestro.lab.tasks.figure;

import dev.maestro.lab.tasks.draw.Dice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A labelled figure.
 *
 * @param asked x, area or perimeter
 * @param corners in any unit, in order around the figure
 * @param sides label of the side from each corner to the next; empty for none
 * @param angles label at each corner; empty for none, {@code ∟} for the mark of a right angle
 */
record Polygon(String asked, List<Point> corners, List<String> sides, List<String> angles, double answer) {

    private static final List<List<Integer>> TRIPLES = List.of(
            List.of(3, 4, 5),
            List.of(5, 12, 13),
            List.of(8, 15, 17),
            List.of(7, 24, 25),
            List.of(20, 21, 29),
            List.of(9, 40, 41),
            List.of(12, 35, 37));

    static Polygon random(Dice dice, String unit) {
        return switch (dice.between(0, 7)) {
            case 0 -> triangleAngle(dice);
            case 1 -> quadrilateralAngle(dice);
            case 2 -> rightTriangle(dice, unit, 0);
            case 3 -> rightTriangle(dice, unit, 1);
            case 4 -> rightTriangle(dice, unit, 2);
            case 5 -> rectangle(dice, unit, "area");
            case 6 -> rectangle(dice, unit, "perimeter");
            default -> boundary(dice, unit);
        };
    }

    private static Polygon triangleAngle(Dice dice) {
        int first = dice.between(35, 80);
        int second = dice.between(35, Math.min(85, 145 - first));
        int third = 180 - first - second;
        List<Point> corners = List.of(
                new Point(0, 100),
                new Point(dice.between(105, 130.0), 100),
                new Point(dice.between(25, 95.0), dice.between(0, 15.0)));
        return new Polygon("x", corners, none(3), marked(dice, List.of(first, second, third)), third);
    }

    private static Polygon quadrilateralAngle(Dice dice) {
        int first = dice.between(65, 115);
        int second = dice.between(65, 115);
        int third = dice.between(65, 115);
        int fourth = 360 - first - second - third;
        List<Point> corners = List.of(
                new Point(dice.between(0, 15.0), 100),
                new Point(dice.between(115, 140.0), dice.between(90, 110.0)),
                new Point(dice.between(100, 125.0), dice.between(0, 15.0)),
                new Point(dice.between(5, 30.0), dice.between(0, 20.0)));
        return new Polygon("x", corners, none(4), marked(dice, List.of(first, second, third, fourth)), fourth);
    }

    /** Unknown: 0 the hypotenuse, 1 a leg, 2 the area. */
    private static Polygon rightTriangle(Dice dice, String unit, int unknown) {
        List<Integer> triple = dice.of(TRIPLES);
        int scale = dice.between(1, triple.getLast() > 20 ? 2 : 5);
        int a = triple.get(0) * scale;
        int b = triple.get(1) * scale;
        int c = triple.get(2) * scale;
        double height = dice.between(60, 100.0);
        double width = dice.between(70, 120.0);
        List<Point> corners = List.of(new Point(0, height), new Point(width, height), new Point(0, 0));
        List<String> angles = List.of("∟", "", "");
        List<String> sides =
                switch (unknown) {
                    case 0 -> List.of(b + unit, "x", a + unit);
                    case 1 -> List.of(b + unit, c + unit, "x");
                    default -> List.of(b + unit, dice.chance(0.5) ? c + unit : "", a + unit);
                };
        return switch (unknown) {
            case 0 -> new Polygon("x", corners, sides, angles, c);
            case 1 -> new Polygon("x", corners, sides, angles, a);
            default -> new Polygon("area", corners, sides, angles, a * b / 2.0);
        };
    }

    private static Polygon rectangle(Dice dice, String unit, String asked) {
        int a = dice.between(3, 48);
        int b = dice.between(3, 48);
        double width = dice.between(90, 150.0);
        double height = dice.between(60, 110.0);
        List<Point> corners =
                List.of(new Point(0, height), new Point(width, height), new Point(width, 0), new Point(0, 0));
        double answer = asked.equals("area") ? (double) a * b : 2.0 * (a + b);
        return new Polygon(asked, corners, List.of(a + unit, b + unit, "", ""), List.of("∟", "∟", "∟", "∟"), answer);
    }

    private static Polygon boundary(Dice dice, String unit) {
        int count = dice.between(3, 6);
        List<Point> corners = new ArrayList<>();
        List<String> sides = new ArrayList<>();
        int sum = 0;
        for (int i = 0; i < count; i++) {
            corners.add(new Point(dice.between(75, 100.0), 0).turned(360.0 * i / count + dice.between(-10, 10.0)));
            int length = dice.between(21, 38);
            sides.add(length + unit);
            sum += length;
        }
        return new Polygon("perimeter", List.copyOf(corners), List.copyOf(sides), none(count), sum);
    }

    /** Corners turned and scaled to a picture, in pixels. */
    List<Point> placed(double degrees, int width, int height, int margin) {
        List<Point> turned =
                corners.stream().map(corner -> corner.turned(degrees)).toList();
        double left = turned.stream().mapToDouble(Point::x).min().orElse(0);
        double right = turned.stream().mapToDouble(Point::x).max().orElse(1);
        double top = turned.stream().mapToDouble(Point::y).min().orElse(0);
        double bottom = turned.stream().mapToDouble(Point::y).max().orElse(1);
        double scale = Math.min((width - 2.0 * margin) / (right - left), (height - 2.0 * margin) / (bottom - top));
        double x = (width - scale * (right - left)) / 2;
        double y = (height - scale * (bottom - top)) / 2;
        return turned.stream()
                .map(corner -> new Point(x + (corner.x() - left) * scale, y + (corner.y() - top) * scale))
                .toList();
    }

    private static List<String> none(int count) {
        return Collections.nCopies(count, "");
    }

    /** Angles as labels, the last as x, beginning at any corner. */
    private static List<String> marked(Dice dice, List<Integer> degrees) {
        int last = degrees.size() - 1;
        List<String> labels = new ArrayList<>(IntStream.range(0, degrees.size())
                .mapToObj(i -> i == last ? "x" : degrees.get(i) + "°")
                .toList());
        Collections.rotate(labels, dice.between(0, last));
        return List.copyOf(labels);
    }
}
