package dev.maestro.lab.tasks;

import dev.maestro.schema.wire.Reference;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A right answer and how it is scored; names as in {@link Reference}. */
record Answer(String value, String type, String metric) {

    static Answer number(long value) {
        return new Answer(Long.toString(value), "number", "exact");
    }

    /** A number that counts as right within 5 %. */
    static Answer about(double value) {
        return new Answer(plain(value), "number", "relaxed_accuracy");
    }

    /** A printed amount of money. */
    static Answer cents(long cents) {
        return new Answer(BigDecimal.valueOf(cents, 2).toPlainString(), "number", "exact");
    }

    static Answer text(String value) {
        return new Answer(value, "text", "exact");
    }

    /** A text that may have small spelling faults. */
    static Answer printed(String value) {
        return new Answer(value, "text", "anls");
    }

    static Answer yesOrNo(boolean yes) {
        return new Answer(yes ? "Yes" : "No", "bool", "exact");
    }

    static Answer pair(int first, int second) {
        return new Answer("(" + first + "," + second + ")", "list", "exact");
    }

    /** At most two decimals, no trailing zeros, no exponent. */
    static String plain(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
