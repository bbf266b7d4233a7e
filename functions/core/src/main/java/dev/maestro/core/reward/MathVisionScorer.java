package dev.maestro.core.reward;

import dev.maestro.schema.wire.Reference;
import java.util.List;

/** MATH-Vision: the option where there are options, else an equal formula. */
record MathVisionScorer() implements Scorer {

    @Override
    public double score(String answer, Reference reference, List<String> choices) {
        return choices.isEmpty()
                ? new FormulaScorer().score(answer, reference, choices)
                : new ChoiceScorer().score(BareAnswer.of(answer), reference, choices);
    }
}
