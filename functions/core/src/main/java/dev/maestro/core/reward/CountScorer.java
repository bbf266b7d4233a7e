package dev.maestro.core.reward;

import dev.maestro.schema.wire.Reference;
import java.util.List;

/** TallyQA: the same number. */
record CountScorer() implements Scorer {

    @Override
    public double score(String answer, Reference reference, List<String> choices) {
        return ExactScorer.sameNumber(BareAnswer.of(answer), reference.answer()) ? 1 : 0;
    }
}
