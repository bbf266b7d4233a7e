package dev.maestro.core.reward;

import dev.maestro.core.episode.Answers;
import dev.maestro.core.episode.Numerals;
import dev.maestro.schema.wire.Reference;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Numbers within 5 % of the reference (0 only equals 0), text exact. Years are numbers here too, as in ChartQA. */
record RelaxedScorer() implements Scorer {

    private static final BigDecimal TOLERANCE = new BigDecimal("0.05");

    @Override
    public double score(String answer, Reference reference, List<String> choices) {
        Optional<BigDecimal> wanted = Numerals.parse(reference.answer());
        boolean equal =
                switch (reference.answerType()) {
                    case "number", "text" ->
                        wanted.map(number -> Numerals.parse(answer)
                                        .filter(given -> isNear(given, number))
                                        .isPresent())
                                .orElseGet(() -> Answers.folded(answer).equals(Answers.folded(reference.answer())));
                    default -> new ExactScorer().score(answer, reference, choices) == 1;
                };
        return equal && !answer.isBlank() ? 1 : 0;
    }

    private static boolean isNear(BigDecimal given, BigDecimal wanted) {
        return given.subtract(wanted).abs().compareTo(wanted.abs().multiply(TOLERANCE)) <= 0;
    }
}
