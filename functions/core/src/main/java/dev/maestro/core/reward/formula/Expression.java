package dev.maestro.core.reward.formula;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/** A parsed formula. Its depth and size were bounded by the parser. */
sealed interface Expression {

    /** A written number. */
    record Literal(Fraction value) implements Expression {}

    /** The ratio of a circle's circumference to its diameter. */
    record Pi() implements Expression {}

    /** A letter that stands for any number. */
    record Variable(char name) implements Expression {}

    /** Two formulas joined by {@code + - * / ^}. */
    record Operation(char sign, Expression left, Expression right) implements Expression {}

    /** A function by name, as {@link Functions} knows them. */
    record Call(String name, List<Expression> arguments) implements Expression {}

    /**
     * The value in floating point.
     *
     * @param variables value of each letter, by {@code letter - 'A'}
     * @return NaN where it is not defined over the real numbers
     */
    default double value(double[] variables) {
        return switch (this) {
            case Literal literal -> literal.value.value();
            case Pi ignored -> Math.PI;
            case Variable variable -> variables[variable.name - 'A'];
            case Operation operation ->
                operate(operation.sign, operation.left.value(variables), operation.right.value(variables));
            case Call call ->
                Functions.value(
                        call.name,
                        call.arguments.stream()
                                .mapToDouble(argument -> argument.value(variables))
                                .toArray());
        };
    }

    private static double operate(char sign, double left, double right) {
        return switch (sign) {
            case '+' -> left + right;
            case '-' -> left - right;
            case '*' -> left * right;
            case '/' -> right == 0 ? Double.NaN : left / right;
            default -> Math.pow(left, right);
        };
    }

    /** The exact value; empty when it is not made of whole numbers and {@code + - * / ^} alone, or grows too large. */
    default Optional<Fraction> exact() {
        return switch (this) {
            case Literal literal -> Optional.of(literal.value);
            case Operation operation -> {
                Optional<Fraction> left = operation.left.exact();
                Optional<Fraction> right = operation.right.exact();
                yield left.isEmpty() || right.isEmpty()
                        ? Optional.empty()
                        : exact(operation.sign, left.get(), right.get());
            }
            case Pi ignored -> Optional.empty();
            case Variable ignored -> Optional.empty();
            case Call ignored -> Optional.empty();
        };
    }

    private static Optional<Fraction> exact(char sign, Fraction left, Fraction right) {
        return switch (sign) {
            case '+' -> left.plus(right);
            case '-' -> left.plus(new Fraction(right.numerator().negate(), right.denominator()));
            case '*' -> left.times(right);
            case '/' -> left.over(right);
            default -> left.power(right);
        };
    }

    /** The letters in it. */
    default Set<Character> variables() {
        Set<Character> found = new TreeSet<>();
        collect(found);
        return found;
    }

    private void collect(Set<Character> found) {
        switch (this) {
            case Literal ignored -> {}
            case Pi ignored -> {}
            case Variable variable -> found.add(variable.name);
            case Operation operation -> {
                operation.left.collect(found);
                operation.right.collect(found);
            }
            case Call call -> call.arguments.forEach(argument -> argument.collect(found));
        }
    }

    /** Joins two formulas by a sign. */
    static BinaryOperator<Expression> joined(char sign) {
        return (left, right) -> new Operation(sign, left, right);
    }
}
