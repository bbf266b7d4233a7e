package dev.maestro.core.invoke.question;

import dev.maestro.core.episode.Answers;
import dev.maestro.core.episode.Numerals;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.statistics.EditDistance;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Brings what was found into the form that the task wants: the letter of an option where there are options. */
public final class Choices {

    private static final double ALIKE = 0.8;
    private static final double AHEAD = 0.05;

    private Choices() {}

    /** The letter of the option that says the same; what was found, normalised, when there is none. */
    public static String answer(SkillInput input, String found) {
        return answer(input, found, 0);
    }

    /**
     * The same, for a value that was measured.
     *
     * @param tolerance how far the nearest option may be off, as a share of the value; 0 for equal numbers only
     */
    public static String answer(SkillInput input, String found, double tolerance) {
        String normal = Answers.normalise(found);
        return normal.isEmpty()
                ? normal
                : letter(normal, input.choices(), tolerance).orElse(normal);
    }

    /** The letter of the one option that is equal, or equal as a number, or by far the most alike. */
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
        return best >= 0 && first >= threshold && first - second >= ahead
                ? Optional.of(String.valueOf((char) ('A' + best)))
                : Optional.empty();
    }
}
