package dev.maestro.core.invoke.values;

import dev.maestro.core.episode.Answers;
import dev.maestro.core.episode.Numerals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as readers give them: with letters for digits at times, currency, percent signs and stray dots. */
public final class ReadNumber {

    private static final Pattern DIGITS = Pattern.compile("\\d");
    private static final Pattern DIGIT_LIKE = Pattern.compile("[\\dOoQDlI|!SBZz.,%$€£+-]+");
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
        boolean misread = isMisread(normal);
        Optional<BigDecimal> exact = misread ? Optional.empty() : Numerals.parse(normal);
        if (exact.isPresent()) {
            return bounded(exact.get());
        }
        if (DECIMAL_COMMA.matcher(normal).matches()) {
            return Numerals.parse(normal.replace(',', '.'));
        }
        if (!misread) {
            return Optional.empty();
        }
        return Numerals.parse(normal.replaceAll("[OoQD]", "0")
                .replaceAll("[lI|!]", "1")
                .replace('S', '5')
                .replace('B', '8')
                .replaceAll("[Zz]", "2"));
    }

    /** Whether letters stand among digits that only look like letters: {@code 4O}, but not {@code 4 O} or {@code 4 km}. */
    private static boolean isMisread(String text) {
        long digits = DIGITS.matcher(text).results().count();
        return digits * 2 >= text.length()
                && DIGIT_LIKE.matcher(text).matches()
                && text.chars().anyMatch(Character::isLetter);
    }

    private static Optional<BigDecimal> bounded(BigDecimal number) {
        return Optional.of(number.scale() > PLACES ? number.round(new MathContext(PLACES)) : number);
    }

    private static String keepsZeros(String text, BigDecimal number) {
        return Numerals.decimals(text) > 0 ? number.toPlainString() : Numerals.text(number);
    }
}
