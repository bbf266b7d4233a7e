package dev.maestro.core.observe;

import java.util.regex.Pattern;

/** What an observation looks like, without what it says: six numbers, each 0 to 1. */
public final class EvidenceTraits {

    /** Length of the vector. */
    public static final int DIMENSIONS = 6;

    private static final double LONG_TEXT = 60;
    private static final String MATHEMATICS = "+-*/^()[]<>|√∫∑π×÷·²³";

    private static final Pattern NUMBER = Pattern.compile("[-+]?[$€£]?\\d[\\d., ]*%?");

    private EvidenceTraits() {}

    /**
     * The traits of a text.
     *
     * @return shape [6]: blank, is a number, length (1 from 60 characters on), share of digits, has an equals sign,
     *     share of mathematical symbols
     */
    public static double[] of(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return new double[] {1, 0, 0, 0, 0, 0};
        }
        int digits = 0;
        int symbols = 0;
        for (int i = 0; i < stripped.length(); i++) {
            char c = stripped.charAt(i);
            digits += Character.isDigit(c) ? 1 : 0;
            symbols += MATHEMATICS.indexOf(c) >= 0 ? 1 : 0;
        }
        double length = stripped.length();
        return new double[] {
            0,
            isNumber(stripped) ? 1 : 0,
            Math.min(1, length / LONG_TEXT),
            digits / length,
            stripped.indexOf('=') >= 0 ? 1 : 0,
            symbols / length
        };
    }

    /** Digits with at most a sign, group and decimal marks, and a percent or currency sign about them. */
    private static boolean isNumber(String text) {
        return text.length() <= 40 && NUMBER.matcher(text).matches();
    }
}
