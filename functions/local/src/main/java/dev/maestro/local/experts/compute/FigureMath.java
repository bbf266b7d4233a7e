package dev.maestro.local.experts.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Arithmetic on the labels of a drawn figure, such as {@code 12 cm; 5 cm; x}: angles of a triangle or quadrilateral, a
 * side of a right triangle, perimeter and area. Where the labels leave a choice, the commonest figure is taken.
 */
final class FigureMath {

    private static final Pattern ANGLE = Pattern.compile(
            "(?:angle\\s+\\w+\\s*=\\s*)?(\\d+(?:\\.\\d+)?)\\s*(?:°|º|˚|degrees|deg)|angle\\s+\\w+\\s*=\\s*(\\d+(?:\\.\\d+)?)");
    private static final Pattern LENGTH =
            Pattern.compile("(?:[A-Za-z]{1,2}\\s*=\\s*)?(\\d+(?:\\.\\d+)?)\\s*(?:mm|cm|dm|km|m|in|ft|units?)?");
    private static final Pattern TRIANGLE = Pattern.compile("\\btriangle\\b");
    private static final int HALF_TURN = 180;

    private FigureMath() {}

    /** A formula for what the question asks of the figure, or empty. */
    static Optional<String> formula(String question, String evidence) {
        String asked = question.toLowerCase(Locale.ROOT);
        List<String> angles = new ArrayList<>();
        List<String> lengths = new ArrayList<>();
        for (String label : evidence.split("[;\\n]", -1)) {
            sort(label.strip(), angles, lengths);
        }
        if (asked.contains("perimeter")
                || asked.contains("boundary")
                || asked.contains("circumference")
                || asked.contains("way once around")) {
            return perimeter(lengths);
        }
        if (asked.contains("area") || asked.contains("surface") || asked.contains("how much does the figure cover")) {
            return area(lengths, TRIANGLE.matcher(evidence).find());
        }
        boolean unknown = Pattern.compile("\\bx\\b").matcher(asked).find();
        return unknown ? unknown(angles, lengths) : Optional.empty();
    }

    private static void sort(String label, List<String> angles, List<String> lengths) {
        Matcher angle = ANGLE.matcher(label);
        Matcher length = LENGTH.matcher(label);
        if (angle.matches()) {
            angles.add(angle.group(1) == null ? angle.group(2) : angle.group(1));
        } else if (length.matches()) {
            lengths.add(length.group(1));
        }
    }

    private static Optional<String> perimeter(List<String> lengths) {
        if (lengths.size() < 2) {
            return Optional.empty();
        }
        String sum = MathWords.ofList("sum", lengths);
        return Optional.of(lengths.size() == 2 ? "2*(" + sum + ")" : sum);
    }

    private static Optional<String> area(List<String> lengths, boolean triangle) {
        if (lengths.size() == 2) {
            return Optional.of(lengths.get(0) + "*" + lengths.get(1) + (triangle ? "/2" : ""));
        }
        if (lengths.size() != 3) {
            return Optional.empty();
        }
        List<Double> sorted = lengths.stream().map(Double::valueOf).sorted().toList();
        double hypotenuse = Math.hypot(sorted.get(0), sorted.get(1));
        return Math.abs(hypotenuse - sorted.get(2)) < 0.01 * hypotenuse
                ? Optional.of(sorted.get(0) + "*" + sorted.get(1) + "/2")
                : Optional.empty();
    }

    private static Optional<String> unknown(List<String> angles, List<String> lengths) {
        List<String> given = angles.isEmpty() ? lengths : angles;
        if (angles.isEmpty() && lengths.size() == 2) {
            double first = Double.parseDouble(lengths.get(0));
            double second = Double.parseDouble(lengths.get(1));
            double shorter = Math.min(first, second);
            double longer = Math.max(first, second);
            if (whole(longer * longer + shorter * shorter)) {
                return Optional.of("sqrt((" + longer + ")^2+(" + shorter + ")^2)");
            }
            if (longer > shorter && whole(longer * longer - shorter * shorter)) {
                return Optional.of("sqrt((" + longer + ")^2-(" + shorter + ")^2)");
            }
        }
        if (given.size() == 2 || given.size() == 3) {
            double sum = given.stream().mapToDouble(Double::parseDouble).sum();
            int whole = (given.size() - 1) * HALF_TURN;
            return sum < whole ? Optional.of(whole + "-(" + MathWords.ofList("sum", given) + ")") : Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean whole(double square) {
        double root = Math.sqrt(square);
        return Math.abs(root - Math.rint(root)) < 1e-9;
    }
}
