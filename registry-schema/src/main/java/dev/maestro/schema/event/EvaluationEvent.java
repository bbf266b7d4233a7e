package dev.maestro.schema.event;

import dev.maestro.schema.wire.Purpose;

/** A fact about an evaluation. */
public sealed interface EvaluationEvent extends Event permits EvaluationRequested, EvaluationCompleted {

    /** Which evaluation. */
    String evaluationId();

    @Override
    default String key() {
        return evaluationId();
    }

    @Override
    default Purpose purpose() {
        return Purpose.EVALUATE;
    }
}
