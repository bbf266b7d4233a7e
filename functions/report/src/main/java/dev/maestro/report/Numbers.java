package dev.maestro.report;

import java.util.List;
import java.util.Locale;

/** Numbers as the pages show them. */
final class Numbers {

    private static final int LARGE = 100;
    private static final int MANY = 10_000;

    private Numbers() {}

    /** 71.4 for 0.714. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    /** 65.9 to 76.3 for a pair of shares. */
    static String range(List<Double> ends) {
        return ends.size() == 2 ? percent(ends.getFirst()) + " to " + percent(ends.getLast()) : "";
    }

    /** With a sign. */
    static String difference(double share) {
        return String.format(Locale.ROOT, "%+.1f", 100 * share);
    }

    /** Three digits or so. */
    static String plain(double value) {
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        return String.format(
                Locale.ROOT, size >= MANY ? "%,.0f" : size >= LARGE ? "%.0f" : size >= 1 ? "%.1f" : "%.3g", value);
    }

    /** A probability, small ones by their power. */
    static String probability(double p) {
        return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }
}
