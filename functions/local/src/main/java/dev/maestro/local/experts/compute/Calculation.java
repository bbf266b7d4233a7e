package dev.maestro.local.experts.compute;

import java.util.List;

/**
 * Something that can be calculated.
 *
 * @param equations {@code left = right}, in the safe form of {@link SafeMath}; none for a plain expression
 * @param wanted expression or variable whose value is wanted, in the safe form
 */
record Calculation(List<String> equations, String wanted) {

    Calculation {
        equations = List.copyOf(equations);
    }

    static Calculation of(String expression) {
        return new Calculation(List.of(), expression);
    }

    /** For people. */
    String shown() {
        return equations.isEmpty() ? wanted : wanted + " where " + String.join(", ", equations);
    }
}
