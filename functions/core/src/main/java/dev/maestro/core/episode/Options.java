package dev.maestro.core.episode;

import dev.maestro.core.statistics.EditDistance;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The options of a multiple-choice question; the first is {@code A}. */
public final class Options {

    private static final double ALIKE = 0.8;
    private static final double AHEAD = 0.05;

    private Options() {}

    /**
     * The letter of the one option that is equal, or equal as a number, or by far the most alike.
     *
     * @param tolerance how far the nearest option may be off, as a share of the value; 0 for equal numbers only
     */
    public static Optional<String> letter(String found, List<String> choices, double tolerance) {
        String wanted = Answers.folded(found);
        Optional<String> equal = best(choices, choice -> Answers.folded(choice).equals(wanted) ? 1 : 0, 1, AHEAD);
        if (equal.isPresent()) {
            return equal;
        }
        Optional<BigDecimal> number = Numerals.parse(found);
        if (number.isPresent()) {
            return best(choices, choice -> nearness(choice, number.get()), 1 - tolerance, Double.MIN_NORMAL);
        }
        return best(choices, choice -> EditDistance.similarity(Answers.folded(choice), wanted), ALIKE, AHEAD);
    }

    /** Whether a text is the letter of an option, in brackets or not, or says the same as one. */
    public static boolean names(String text, List<String> choices) {
        String bare = Answers.normalise(text);
        return isLetter(bare, choices.size()) || letter(bare, choices, 0).isPresent();
    }

    private static boolean isLetter(String text, int options) {
        String letter = text.length() == 3 && text.startsWith("(") && text.endsWith(")") ? text.substring(1, 2) : text;
        return letter.length() == 1 && letter.charAt(0) >= 'A' && letter.charAt(0) < 'A' + options;
    }

    /**
     * The letter of the option that is nearest to what was found, however far it is: as a number, else as a text; the
     * first when nothing was found.
     */
    public static String nearest(String found, List<String> choices) {
        Optional<BigDecimal> number = Numerals.parse(found);
        String wanted = Answers.folded(found);
        double never = Double.NEGATIVE_INFINITY;
        return number.flatMap(value -> best(choices, choice -> nearness(choice, value), -Double.MAX_VALUE, 0))
                .or(() -> best(choices, choice -> EditDistance.similarity(Answers.folded(choice), wanted), never, 0))
                .orElse("");
    }

    private static double nearness(String choice, BigDecimal number) {
        Optional<BigDecimal> value = Numerals.parse(choice);
        if (value.isEmpty()) {
            return Double.NEGATIVE_INFINITY;
        }
        double off = value.get().subtract(number).abs().doubleValue();
        double scale = number.abs().doubleValue();
        return off == 0 ? 1 : 1 - off / Math.max(scale, Double.MIN_NORMAL);
    }

    private static Optional<String> best(
            List<String> choices, ToDoubleFunction<String> score, double threshold, double ahead) {
        int best = -1;
        double first = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < choices.size(); i++) {
            double value = score.applyAsDouble(choices.get(i));
            if (value > first) {
                second = first;
                first = value;
                best = i;
            } else {
                second = Math.max(second, value);
            }
        }
        return best >= 0 && first >= threshold && (ahead == 0 || first - second >= ahead)
                ? Optional.of(String.valueOf((char) ('A' + best)))
                : Optional.empty();
    }
}
