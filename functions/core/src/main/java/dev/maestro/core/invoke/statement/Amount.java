package dev.maestro.core.invoke.statement;

import org.jspecify.annotations.Nullable;

/**
 * How many there are to be.
 *
 * @param kind what the number bounds
 * @param number 0 or more
 */
record Amount(Kind kind, int number) {

    /** Words in front of a number. */
    static final String MODE =
            "at least|at most|atmost|atleast|exactly|only|just|no more than|more than|less than|fewer than|not more than|minimum|maximum";

    /** What a number bounds. */
    enum Kind {
        AT_LEAST,
        AT_MOST,
        EXACTLY,
        ONLY,
        ALL
    }

    /** Of the words in front of a noun; none stand for at least one. */
    static Amount of(@Nullable String mode, @Nullable String count) {
        int number = count == null || !Character.isDigit(count.charAt(0)) ? 1 : Integer.parseInt(count);
        if (count != null && count.equals("no")) {
            return new Amount(Kind.EXACTLY, 0);
        }
        if (count != null && count.equals("all")) {
            return new Amount(Kind.ALL, 0);
        }
        if (mode == null) {
            boolean exact = count != null && Character.isDigit(count.charAt(0));
            return new Amount(exact && number > 1 ? Kind.EXACTLY : Kind.AT_LEAST, number);
        }
        return switch (mode) {
            case "at least", "atleast", "minimum" -> new Amount(Kind.AT_LEAST, number);
            case "at most", "atmost", "no more than", "not more than", "maximum" -> new Amount(Kind.AT_MOST, number);
            case "more than" -> new Amount(Kind.AT_LEAST, number + 1);
            case "less than", "fewer than" -> new Amount(Kind.AT_MOST, number - 1);
            case "exactly" -> new Amount(Kind.EXACTLY, number);
            default -> count == null ? new Amount(Kind.ONLY, 0) : new Amount(Kind.EXACTLY, number);
        };
    }

    /** @param of how many there are in all */
    boolean fits(long count, long of) {
        return switch (kind) {
            case AT_LEAST -> count >= number;
            case AT_MOST -> count <= number;
            case EXACTLY -> count == number;
            case ONLY, ALL -> count == of && of > 0;
        };
    }
}
