package dev.maestro.lab.tasks.family;

import dev.maestro.schema.wire.Reference;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A right answer and how it is scored; names as in {@link Reference}. */
public record Answer(String value, String type, String metric) {

    /** A whole number, exactly. */
    public static Answer number(long value) {
        return new Answer(Long.toString(value), "number", "exact");
    }

    /** A number that counts as right within 5 %. */
    public static Answer about(double value) {
        return new Answer(plain(value), "number", "relaxed_accuracy");
    }

    /** A printed amount of money. */
    public static Answer cents(long cents) {
        return new Answer(BigDecimal.valueOf(cents, 2).toPlainString(), "number", "exact");
    }

    /** A text, exactly. */
    public static Answer text(String value) {
        return new Answer(value, "text", "exact");
    }

    /** A text that may have small spelling faults. */
    public static Answer printed(String value) {
        return new Answer(value, "text", "anls");
    }

    /** Yes or no. */
    public static Answer yesOrNo(boolean yes) {
        return new Answer(yes ? "Yes" : "No", "bool", "exact");
    }

    /** Two whole numbers in order. */
    public static Answer pair(int first, int second) {
        return new Answer("(" + first + "," + second + ")", "list", "exact");
    }

    /** At most two decimals, no trailing zeros, no exponent. */
    public static String plain(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
