package dev.maestro.core.invoke.values;

import dev.maestro.core.episode.Answers;
import dev.maestro.core.episode.Numerals;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as readers give them: with letters for digits at times, currency, percent signs and stray dots. */
public final class ReadNumber {

    private static final Pattern DIGITS = Pattern.compile("\\d");
    private static final Pattern DIGIT_LIKE = Pattern.compile("[\\dOoQDlI|!SsBZz.,%$€£+-]+");
    private static final Pattern SPACED = Pattern.compile("(?<=\\d)\\s*([.,])\\s*(?=\\d)");
    private static final Pattern EDGES = Pattern.compile("^[.,:;'_~*]+|[.,:;'_~*]+$");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[-+]?\\d+,\\d{1,2}");
    private static final int PLACES = 10;

    private ReadNumber() {}

    /** The number without currency, commas and unit; the normalised text when it is no number. */
    public static String plain(String text) {
        return parse(text).map(number -> keepsZeros(text, number)).orElseGet(() -> Answers.normalise(text));
    }

    /** The number; letters that look like digits are taken for them when at least half of the text is digits. */
    public static Optional<BigDecimal> parse(String text) {
        String normal = SPACED.matcher(Answers.normalise(text)).replaceAll("$1");
        normal = EDGES.matcher(normal).replaceAll("");
        Optional<BigDecimal> exact = Numerals.parse(normal);
        if (exact.isPresent()) {
            return bounded(exact.get());
        }
        if (DECIMAL_COMMA.matcher(normal).matches()) {
            return Numerals.parse(normal.replace(',', '.'));
        }
        long digits = DIGITS.matcher(normal).results().count();
        Matcher like = DIGIT_LIKE.matcher(normal);
        if (digits * 2 < normal.length() || !like.matches()) {
            return Optional.empty();
        }
        return Numerals.parse(normal.replaceAll("[OoQD]", "0")
                .replaceAll("[lI|!]", "1")
                .replaceAll("[Ss]", "5")
                .replace('B', '8')
                .replaceAll("[Zz]", "2"));
    }

    private static Optional<BigDecimal> bounded(BigDecimal number) {
        return Optional.of(number.scale() > PLACES ? number.round(new java.math.MathContext(PLACES)) : number);
    }

    private static String keepsZeros(String text, BigDecimal number) {
        return Numerals.decimals(text) > 0 ? number.toPlainString() : Numerals.text(number);
    }
}
