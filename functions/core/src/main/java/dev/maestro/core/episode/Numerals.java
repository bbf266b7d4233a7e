package dev.maestro.core.episode;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a number that people wrote: {@code 1,234.50}, {@code $12}, {@code RM 9.90}, {@code 3/4}, {@code -7 °C},
 * {@code 12 minutes per month}. The whole text has to be one number with at most a currency before and a unit behind:
 * {@code 12 or 13} is none.
 */
public final class Numerals {

    private static final int MAX_LENGTH = 80;
    private static final Pattern NUMBER = Pattern.compile("(?<sign>[-+]?)\\s?"
            + "(?<currency>(?:[A-Za-z]{1,3}\\s?)?\\p{Sc}|(?:USD|EUR|GBP|MYR|RM|CHF|Rs\\.?|INR|JPY|CNY|SGD|AUD|CAD)\\s?)?\\s?"
            + "(?<inner>(?<=[^-+\\s]\\s?)[-+])?"
            + "(?<whole>\\d{1,3}(?:,\\d{3})+|\\d+)?(?<decimals>\\.\\d+)?(?:[eE](?<exponent>[-+]?\\d{1,2}))?"
            + "(?:\\s?/\\s?(?<divisor>\\d+(?:\\.\\d+)?))?"
            + "(?<unit>.*)");
    private static final Pattern UNIT = Pattern.compile(
            "\\s?[\\p{L}%‰°\\p{Sc}µ²³][\\p{L}%‰°\\p{Sc}µ²³/·. ]*(?:(?:\\^-?|(?<=[cdkm]?m))[1-9](?:[/· ]?[\\p{L}/·]+)?)?\\.?|\\s?[.]?");
    private static final Set<String> NO_UNIT =
            Set.of("or", "and", "to", "not", "than", "plus", "minus", "times", "is", "of", "but", "maybe");
    private static final int MAX_UNIT_WORDS = 4;

    private Numerals() {}

    /** The value; empty when the text is not one number. */
    public static Optional<BigDecimal> parse(String text) {
        String normal = Answers.normalise(text);
        if (normal.isEmpty() || normal.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher matcher = NUMBER.matcher(normal);
        if (!matcher.matches() || (matcher.group("whole") == null && matcher.group("decimals") == null)) {
            return Optional.empty();
        }
        if (!isUnit(matcher.group("unit"))) {
            return Optional.empty();
        }
        return Optional.of(value(matcher)).filter(value -> !isZeroDivision(matcher));
    }

    /** Digits behind the decimal point as written; 0 when there is none or the text is not a number. */
    public static int decimals(String text) {
        Matcher matcher = NUMBER.matcher(Answers.normalise(text));
        return matcher.matches() && matcher.group("decimals") != null
                ? matcher.group("decimals").length() - 1
                : 0;
    }

    /** Without exponent and trailing zeros: {@code 12}, {@code 0.5}, {@code -7}. */
    public static String text(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static boolean isZeroDivision(Matcher matcher) {
        String divisor = matcher.group("divisor");
        return divisor != null && new BigDecimal(divisor).signum() == 0;
    }

    private static BigDecimal value(Matcher matcher) {
        String whole = matcher.group("whole");
        String decimals = matcher.group("decimals");
        String exponent = matcher.group("exponent");
        String digits = (whole == null ? "0" : whole.replace(",", ""))
                + (decimals == null ? "" : decimals)
                + (exponent == null ? "" : "e" + exponent);
        BigDecimal value = new BigDecimal(digits);
        String divisor = matcher.group("divisor");
        if (divisor != null && !isZeroDivision(matcher)) {
            value = value.divide(new BigDecimal(divisor), MathContext.DECIMAL64);
        }
        boolean negative = matcher.group("sign").equals("-") ^ "-".equals(matcher.group("inner"));
        return negative ? value.negate() : value;
    }

    private static boolean isUnit(String unit) {
        if (unit.isBlank()) {
            return true;
        }
        if (!UNIT.matcher(unit).matches()) {
            return false;
        }
        String[] words = unit.strip().toLowerCase(Locale.ROOT).split(" ", -1);
        if (words.length > MAX_UNIT_WORDS) {
            return false;
        }
        for (String word : words) {
            if (NO_UNIT.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
