package dev.maestro.core.reward.formula;

import java.util.Set;

/** The functions that a formula may call, over the real numbers. */
final class Functions {

    static final Set<String> NAMES = Set.of(
            "sqrt",
            "root",
            "abs",
            "sin",
            "cos",
            "tan",
            "cot",
            "sec",
            "csc",
            "arcsin",
            "arccos",
            "arctan",
            "ln",
            "log",
            "exp",
            "factorial");
    private static final int LARGEST_FACTORIAL = 170;

    private Functions() {}

    /** NaN where it is not defined. */
    static double value(String name, double[] arguments) {
        double x = arguments[0];
        return switch (name) {
            case "sqrt" -> Math.sqrt(x);
            case "root" -> root(arguments[1], x);
            case "abs" -> Math.abs(x);
            case "sin" -> Math.sin(x);
            case "cos" -> Math.cos(x);
            case "tan" -> Math.tan(x);
            case "cot" -> 1 / Math.tan(x);
            case "sec" -> 1 / Math.cos(x);
            case "csc" -> 1 / Math.sin(x);
            case "arcsin" -> Math.asin(x);
            case "arccos" -> Math.acos(x);
            case "arctan" -> Math.atan(x);
            case "ln" -> Math.log(x);
            case "log" -> Math.log10(x);
            case "exp" -> Math.exp(x);
            case "factorial" -> factorial(x);
            default -> throw new IllegalArgumentException("no function is called " + name);
        };
    }

    /** The real root; of a negative number only where the degree is odd. */
    private static double root(double degree, double x) {
        boolean odd = degree == Math.rint(degree) && Math.abs(degree % 2) == 1;
        return x < 0 && odd ? -Math.pow(-x, 1 / degree) : Math.pow(x, 1 / degree);
    }

    private static double factorial(double x) {
        if (x < 0 || x > LARGEST_FACTORIAL || x != Math.rint(x)) {
            return Double.NaN;
        }
        double product = 1;
        for (int i = 2; i <= x; i++) {
            product *= i;
        }
        return product;
    }
}
