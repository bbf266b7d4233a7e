package dev.maestro.core.observe;

import dev.maestro.schema.wire.Outcome;

/**
 * One call of the past with what came of it.
 *
 * @param pairId {@code expert-id/skill-id}
 * @param outcome what came of it
 */
public record Hop(String pairId, Outcome outcome) {

    /** Whether it brought a text that is more than white space. */
    public boolean hasEvidence() {
        return outcome instanceof Outcome.Answered answered && !answered.text().isBlank();
    }

    /** The text it brought; empty when it brought none. */
    public String text() {
        return outcome instanceof Outcome.Answered answered ? answered.text() : "";
    }
}
