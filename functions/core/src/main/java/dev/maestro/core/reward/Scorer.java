package dev.maestro.core.reward;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.schema.wire.Reference;
import java.util.List;

/** Compares an answer with the reference. Strict: a right answer inside a longer text is wrong. */
public sealed interface Scorer permits ExactScorer, ChoiceScorer, RelaxedScorer, AnlsScorer {

    /**
     * The score.
     *
     * @param answer what was answered; empty scores 0
     * @param reference what is right
     * @param choices options of the task in order, else empty
     * @return 0 to 1
     */
    double score(String answer, Reference reference, List<String> choices);

    /**
     * The scorer of a metric.
     *
     * @param metric {@code exact}, {@code choice}, {@code relaxed_accuracy} or {@code anls}
     * @throws TerminalException {@code unknown-metric}
     */
    static Scorer of(String metric) {
        return switch (metric) {
            case "exact" -> new ExactScorer();
            case "choice" -> new ChoiceScorer();
            case "relaxed_accuracy" -> new RelaxedScorer();
            case "anls" -> new AnlsScorer();
            default ->
                throw new TerminalException(
                        "unknown-metric",
                        "no scorer is called '" + metric + "'; use exact, choice, relaxed_accuracy or anls");
        };
    }
}
