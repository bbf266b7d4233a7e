package dev.maestro.core.reward.formula;

import dev.maestro.core.episode.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether two formulas are equal.
 *
 * <p>Constants made of whole numbers are compared exactly; others in floating point, within {@value #NEAR}; formulas with
 * letters at {@value #POINTS} fixed points, which for polynomials errs with a probability below 1e-9 (Schwartz-Zippel).
 * A value written with decimals counts as rounded to them. Work is bounded by the length of the text: no time limit is
 * needed, for nothing here iterates or grows. See DESIGN.md beside the reward package for why this is not a large
 * computer algebra system.
 */
public final class Formulas {

    private static final double NEAR = 1e-9;
    private static final int POINTS = 16;
    private static final int FEWEST_POINTS = 4;
    private static final int LETTERS = 'z' - 'A' + 1;
    private static final int MOST_PARTS = 20;
    private static final long SEED = 20261122;
    private static final Pattern DECIMALS = Pattern.compile("[-+]?\\d*\\.(\\d+)");

    private Formulas() {}

    /**
     * Whether both mean the same.
     *
     * @param answer plain or LaTeX; over {@value FormulaParser#LONGEST} characters it equals only the same text
     * @param right plain or LaTeX
     */
    public static boolean equal(String answer, String right) {
        if (answer.isBlank() || answer.length() > 4L * FormulaParser.LONGEST) {
            return false;
        }
        String given = FormulaText.bare(answer);
        String wanted = FormulaText.bare(right);
        if (given.replace(" ", "").equals(wanted.replace(" ", ""))) {
            return true;
        }
        if (given.replace(" ", "").equalsIgnoreCase(wanted.replace(" ", ""))
                && Answers.folded(right).matches("[a-z/ -]{2,}")) {
            return true;
        }
        List<String> givenParts = parts(given);
        List<String> wantedParts = parts(wanted);
        if (givenParts.size() != wantedParts.size()) {
            return false;
        }
        for (int i = 0; i < wantedParts.size(); i++) {
            if (!same(givenParts.get(i), wantedParts.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The value as the authors' scorer has it: no product without a sign, so that a number before a root is nothing.
     *
     * @return empty when it is not a constant that this grammar knows
     */
    public static Optional<Double> plainValue(String text) {
        return FormulaParser.parse(FormulaText.unnamed(FormulaText.bare(text)), false)
                .filter(expression -> expression.variables().isEmpty())
                .map(expression -> expression.value(new double[LETTERS]))
                .filter(Double::isFinite);
    }

    private static boolean same(String given, String wanted) {
        String[] left = given.split("=", -1);
        String[] right = wanted.split("=", -1);
        if (left.length == 2 && right.length == 2) {
            return sameEquation(left, right);
        }
        String one = FormulaText.unnamed(given);
        String other = FormulaText.unnamed(wanted);
        Optional<Expression> first = FormulaParser.parse(one);
        Optional<Expression> second = FormulaParser.parse(other);
        return first.isPresent() && second.isPresent() && same(first.get(), second.get(), one, other);
    }

    private static boolean same(Expression first, Expression second, String given, String wanted) {
        Set<Character> variables = first.variables();
        if (!variables.equals(second.variables())) {
            return false;
        }
        if (!variables.isEmpty()) {
            return everywhere(first, second);
        }
        Optional<Fraction> exact = first.exact();
        if (exact.isPresent() && exact.equals(second.exact())) {
            return true;
        }
        double one = first.value(new double[LETTERS]);
        double other = second.value(new double[LETTERS]);
        boolean bothExact = exact.isPresent() && second.exact().isPresent();
        return (!bothExact && near(one, other)) || rounded(one, other, given) || rounded(one, other, wanted);
    }

    /** Whether two values differ by no more than the rounding of the one that is written with two or more decimals. */
    private static boolean rounded(double one, double other, String written) {
        Matcher decimals = DECIMALS.matcher(written.strip());
        if (!decimals.matches() || decimals.group(1).length() < 2) {
            return false;
        }
        double half = 0.5 * Math.pow(10, -decimals.group(1).length());
        return Math.abs(one - other) <= half * (1 + NEAR); // false for what is not finite
    }

    private static boolean near(double one, double other) {
        return Double.isFinite(one)
                && Double.isFinite(other)
                && Math.abs(one - other) <= NEAR * Math.max(1e-6, Math.max(Math.abs(one), Math.abs(other)));
    }

    private static boolean everywhere(Expression first, Expression second) {
        RandomGenerator random = new SplittableRandom(SEED);
        int compared = 0;
        for (int point = 0; point < POINTS; point++) {
            double[] letters = point(random, point);
            double one = first.value(letters);
            double other = second.value(letters);
            if (Double.isFinite(one) && Double.isFinite(other)) {
                compared++;
                if (!near(one, other)) {
                    return false;
                }
            }
        }
        return compared >= FEWEST_POINTS;
    }

    /** Equations are equal when the differences of their sides are, but for a factor that is not zero. */
    private static boolean sameEquation(String[] left, String[] right) {
        Optional<Expression> one = difference(left);
        Optional<Expression> other = difference(right);
        if (one.isEmpty()
                || other.isEmpty()
                || !one.get().variables().equals(other.get().variables())) {
            return false;
        }
        RandomGenerator random = new SplittableRandom(SEED);
        double ratio = Double.NaN;
        int compared = 0;
        for (int point = 0; point < POINTS; point++) {
            double[] letters = point(random, point);
            double quotient = one.get().value(letters) / other.get().value(letters);
            if (Double.isFinite(quotient)) {
                ratio = Double.isNaN(ratio) ? quotient : ratio;
                compared++;
                if (quotient == 0 || !near(ratio, quotient)) {
                    return false;
                }
            }
        }
        return compared >= FEWEST_POINTS;
    }

    private static Optional<Expression> difference(String[] sides) {
        return FormulaParser.parse(sides[0]).flatMap(left -> FormulaParser.parse(sides[1])
                .map(right -> Expression.joined('-').apply(left, right)));
    }

    /** Half of the points are positive, so that roots and logarithms are defined there. */
    private static double[] point(RandomGenerator random, int number) {
        double[] letters = new double[LETTERS];
        for (int i = 0; i < LETTERS; i++) {
            double size = 0.3 + 2.5 * random.nextDouble();
            letters[i] = number % 2 == 1 && random.nextBoolean() ? -size : size;
        }
        return letters;
    }

    /** Parts of a tuple or list, without its brackets; the whole text when it has no comma outside of brackets. */
    private static List<String> parts(String text) {
        String inner = text.matches("[(\\[].*,.*[)\\]]") ? text.substring(1, text.length() - 1) : text;
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < inner.length(); i++) {
            char sign = inner.charAt(i);
            depth += "([{".indexOf(sign) >= 0 ? 1 : ")]}".indexOf(sign) >= 0 ? -1 : 0;
            if (sign == ',' && depth == 0 && parts.size() < MOST_PARTS) {
                parts.add(inner.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (parts.isEmpty()) {
            return List.of(text);
        }
        parts.add(inner.substring(start).strip());
        return parts;
    }
}
