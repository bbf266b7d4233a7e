package dev.maestro.lab.tasks;

import static dev.maestro.lab.tasks.ReadingAnswersTest.answer;
import static dev.maestro.lab.tasks.ReadingAnswersTest.both;
import static dev.maestro.lab.tasks.ReadingAnswersTest.field;
import static dev.maestro.lab.tasks.ReadingAnswersTest.scene;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.lab.tasks.reckoning.Element;
import java.awt.geom.Line2D;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Answers that are counted or computed, found again in another way from the noted scene. */
class ReckonedAnswersTest {

    @Test
    void countsAreThoseOfTheSceneAndNoShapeHidesAnother() {
        both("counting", 40).forEach(task -> {
            String asked = task.meta().get("asked").replaceAll("s$", "");
            Matcher thing = Pattern.compile("kind=(\\w+), hue=(\\w+), x=([\\d.]+), y=([\\d.]+), radius=([\\d.]+)")
                    .matcher(scene(task));
            List<double[]> places = new ArrayList<>();
            int count = 0;
            while (thing.find()) {
                String kind = thing.group(1);
                String hue = thing.group(2).toLowerCase(Locale.ROOT);
                count += List.of(kind, hue + " " + kind, hue + " shape").contains(asked) ? 1 : 0;
                places.add(new double[] {
                    Double.parseDouble(thing.group(3)),
                    Double.parseDouble(thing.group(4)),
                    Double.parseDouble(thing.group(5))
                });
            }

            assertThat(answer(task)).isEqualTo(Integer.toString(count)).isNotEqualTo("0");
            for (int i = 0; i < places.size(); i++) {
                for (int j = 0; j < i; j++) {
                    double[] a = places.get(i);
                    double[] b = places.get(j);
                    double distance = Math.hypot(a[0] - b[0], a[1] - b[1]);
                    double hidden = task.condition().equals("overlapping") ? Math.max(a[2], b[2]) : a[2] + b[2];
                    assertThat(distance).isGreaterThan(hidden);
                }
            }
        });
    }

    @Test
    void diagramsHaveTheAnswerDrawn() {
        both("diagram", 72).forEach(task -> {
            String scene = scene(task);
            String expected =
                    switch (task.meta().get("asked")) {
                        case "CrossingLines" -> Integer.toString(crossings(scene));
                        case "TwoCircles" -> {
                            boolean apart = Double.parseDouble(scene.replace("gap ", "")) > 0;
                            boolean asksForGap = task.meta().get("wording").startsWith("gap");
                            yield apart == asksForGap ? "Yes" : "No";
                        }
                        case "NestedSquares" -> Integer.toString(scene.split(" ", -1).length);
                        case "RowsAndColumns" -> {
                            String[] edges = scene.split("] \\[", -1);
                            int columns = edges[0].split(",", -1).length - 1;
                            int rows = edges[1].split(",", -1).length - 1;
                            yield "(" + rows + "," + columns + ")";
                        }
                        case "CircledLetter" -> {
                            String[] parts = scene.split(" ", -1);
                            yield parts[0].substring(Integer.parseInt(parts[1])).substring(0, 1);
                        }
                        default -> Integer.toString(paths(scene, task.meta().get("asked pair")));
                    };
            assertThat(answer(task)).as(task.meta().get("asked") + " " + scene).isEqualTo(expected);
        });
    }

    @Test
    void figuresObeyTheirTheorem() {
        both("geometry", 60).forEach(task -> {
            String sides = field(task, "sides=\\[([^]]*)]");
            String angles = field(task, "angles=\\[([^]]*)]");
            List<Double> lengths = numbers(sides);
            double answer = Double.parseDouble(answer(task));
            int corners = sides.split(",", -1).length;

            double expected;
            if (task.meta().get("asked").equals("area")) {
                // A rectangle has two labelled sides; of a right triangle the legs are the first and the last.
                expected = lengths.getFirst() * lengths.getLast() * (corners == 3 ? 0.5 : 1);
            } else if (task.meta().get("asked").equals("perimeter")) {
                double sum = lengths.stream().mapToDouble(Double::doubleValue).sum();
                expected = angles.contains("∟") ? 2 * sum : sum;
            } else if (angles.contains("∟")) {
                double first = lengths.get(0) * lengths.get(0);
                double second = lengths.get(1) * lengths.get(1);
                expected = Math.sqrt(sides.endsWith("x") ? second - first : first + second);
            } else {
                expected = 180.0 * (corners - 2)
                        - numbers(angles).stream()
                                .mapToDouble(Double::doubleValue)
                                .sum();
            }
            assertThat(answer).as(scene(task)).isEqualTo(expected, within(1e-9));
        });
    }

    @Test
    void sumsAndEquationsComeOut() {
        both("math", 48).forEach(task -> {
            String scene = scene(task);
            long answer = Long.parseLong(answer(task));

            if (scene.contains("x")) {
                String[] sides = scene.replaceAll("(\\d)x", "$1 * x")
                        .replace("x", Long.toString(answer))
                        .split(" = ", -1);
                assertThat(value(sides[0])).as(scene).isEqualTo(value(sides[1]));
            } else if (scene.contains("+") || scene.contains("*") || scene.contains(" - ")) {
                assertThat(value(scene)).as(scene).isEqualTo(answer);
            } else {
                BigInteger a = new BigInteger(scene.split(" ", -1)[0]);
                BigInteger b = new BigInteger(scene.split(" ", -1)[1]);
                long expected =
                        switch (task.meta().get("asked")) {
                            case "divisor" -> a.gcd(b).longValueExact();
                            case "multiple" -> a.multiply(b).divide(a.gcd(b)).longValueExact();
                            default ->
                                a.multiply(b)
                                        .divideAndRemainder(BigInteger.valueOf(100))[0]
                                        .longValueExact();
                        };
                assertThat(answer).isEqualTo(expected);
            }
        });
    }

    @Test
    void elementsStandWhereThePeriodicTableHasThem() {
        assertThat(Element.ALL).hasSize(54);
        assertThat(element("Fe"))
                .extracting(Element::number, Element::period, Element::group)
                .containsExactly(26, 4, 8);
        assertThat(element("He"))
                .extracting(Element::number, Element::period, Element::group)
                .containsExactly(2, 1, 18);
        assertThat(element("H"))
                .extracting(Element::number, Element::period, Element::group)
                .containsExactly(1, 1, 1);
        assertThat(element("Mg"))
                .extracting(Element::number, Element::period, Element::group)
                .containsExactly(12, 3, 2);
        assertThat(element("Cl"))
                .extracting(Element::number, Element::period, Element::group)
                .containsExactly(17, 3, 17);
        assertThat(element("Ag"))
                .extracting(Element::number, Element::period, Element::group)
                .containsExactly(47, 5, 11);
        assertThat(element("Xe"))
                .extracting(Element::number, Element::period, Element::group)
                .containsExactly(54, 5, 18);
    }

    @Test
    void scienceAnswersAreFactsOfTheElementShown() {
        both("science", 40).forEach(task -> {
            Element element = element(field(task, "symbol=(\\w+)"));
            String expected =
                    switch (task.meta().get("asked")) {
                        case "number" -> Integer.toString(element.number());
                        case "symbol" -> element.symbol();
                        case "name" -> element.name();
                        case "period" -> Integer.toString(element.period());
                        default -> Integer.toString(element.group());
                    };
            assertThat(answer(task)).isEqualTo(expected);
        });
    }

    private static Element element(String symbol) {
        return Element.ALL.stream()
                .filter(element -> element.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
    }

    private static int crossings(String scene) {
        List<List<double[]>> lines = new ArrayList<>();
        for (String line : scene.split("], \\[", -1)) {
            Matcher point = Pattern.compile("x=([\\d.]+), y=([\\d.]+)").matcher(line);
            List<double[]> points = new ArrayList<>();
            while (point.find()) {
                points.add(new double[] {Double.parseDouble(point.group(1)), Double.parseDouble(point.group(2))});
            }
            lines.add(points);
        }
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            for (int k = 0; k < i; k++) {
                for (Line2D one : pieces(lines.get(i))) {
                    count += (int) pieces(lines.get(k)).stream()
                            .filter(one::intersectsLine)
                            .count();
                }
            }
        }
        return count;
    }

    private static List<Line2D> pieces(List<double[]> line) {
        List<Line2D> pieces = new ArrayList<>();
        for (int i = 1; i < line.size(); i++) {
            pieces.add(new Line2D.Double(line.get(i - 1)[0], line.get(i - 1)[1], line.get(i)[0], line.get(i)[1]));
        }
        return pieces;
    }

    private static int paths(String scene, String pair) {
        List<Double> asked = numbers(pair).stream().sorted().toList();
        Matcher path = Pattern.compile("from=(\\d), to=(\\d)").matcher(scene);
        int count = 0;
        while (path.find()) {
            count += asked.equals(List.of(Double.valueOf(path.group(1)), Double.valueOf(path.group(2)))) ? 1 : 0;
        }
        return count;
    }

    private static List<Double> numbers(String text) {
        List<Double> result = new ArrayList<>();
        Matcher matcher = Pattern.compile("[\\d.]+").matcher(text);
        while (matcher.find()) {
            result.add(Double.valueOf(matcher.group()));
        }
        return result;
    }

    /** Value of sums and products with brackets, none of them nested. */
    private static long value(String expression) {
        Matcher brackets = Pattern.compile("\\(([^()]*)\\)").matcher(expression);
        String flat = brackets.replaceAll(inside -> Long.toString(value(inside.group(1))));
        long sum = 0;
        for (String term : flat.replace(" ", "").replaceAll("(?<=\\d)-", "+-").split("\\+", -1)) {
            long product = 1;
            for (String factor : term.split("\\*", -1)) {
                product *= Long.parseLong(factor);
            }
            sum += product;
        }
        return sum;
    }
}
