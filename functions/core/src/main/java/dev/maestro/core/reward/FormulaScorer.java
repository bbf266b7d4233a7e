package dev.maestro.core.reward;

import dev.maestro.core.reward.formula.Formulas;
import dev.maestro.schema.wire.Reference;
import java.util.List;

/** Geometry3K and other mathematics: the answer is a formula that equals the reference, or one of its alternatives. */
record FormulaScorer() implements Scorer {

    @Override
    public double score(String answer, Reference reference, List<String> choices) {
        return reference.accepted().anyMatch(right -> Formulas.equal(answer, right)) ? 1 : 0;
    }
}
