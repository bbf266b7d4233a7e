package dev.maestro.core.reward;

import dev.maestro.schema.wire.Reference;
import java.util.List;

/** Gives an answer that is empty or beyond all measure 0 before the scorer works on it. */
record BoundedScorer(Scorer scorer) implements Scorer {

    /** Code is the longest kind of answer. */
    static final int LONGEST = 20_000;

    @Override
    public double score(String answer, Reference reference, List<String> choices) {
        return answer.length() > LONGEST || answer.isBlank() ? 0 : scorer.score(answer, reference, choices);
    }
}
