package dev.maestro.core.reward;

import dev.maestro.core.episode.Answers;
import dev.maestro.core.episode.Numerals;
import dev.maestro.schema.wire.Reference;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * ChartQA: equal as numbers after rounding to two decimals, else equal as texts. For the benchmark's own 5 % tolerance
 * use {@code relaxed_accuracy}.
 */
record ChartScorer() implements Scorer {

    private static final int PLACES = 2;

    @Override
    public double score(String answer, Reference reference, List<String> choices) {
        String given = BareAnswer.of(answer);
        return reference.accepted().anyMatch(right -> equal(given, right)) ? 1 : 0;
    }

    private static boolean equal(String given, String right) {
        Optional<BigDecimal> wanted = Numerals.parse(right);
        if (wanted.isEmpty()) {
            return Answers.folded(given).equals(Answers.folded(right));
        }
        return Numerals.parse(given)
                .filter(number -> rounded(number).compareTo(rounded(wanted.get())) == 0)
                .isPresent();
    }

    private static BigDecimal rounded(BigDecimal value) {
        return value.setScale(PLACES, RoundingMode.HALF_UP);
    }
}
