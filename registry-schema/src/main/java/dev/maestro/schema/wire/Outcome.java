package dev.maestro.schema.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What came of a call. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = Outcome.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = Outcome.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Outcome.TimedOut.class, name = "timed-out"),
    @JsonSubTypes.Type(value = Outcome.OverBudget.class, name = "over-budget")
})
public sealed interface Outcome {

    /**
     * The skill ran to its end. An empty text means that it looked and found nothing.
     *
     * @param text the observation
     */
    record Answered(String text) implements Outcome {}

    /**
     * The call makes no sense: unknown or withdrawn pair, missing image, input over the expert's limits.
     *
     * @param code stable, kebab-case
     * @param message for people
     */
    record Refused(String code, String message) implements Outcome {}

    /**
     * Infrastructure failed.
     *
     * @param code stable, kebab-case
     * @param message for people
     */
    record Failed(String code, String message) implements Outcome {}

    /** The deadline passed. */
    record TimedOut(long afterMillis) implements Outcome {}

    /**
     * The worst case of the call did not fit in what was left.
     *
     * @param limit {@code calls}, {@code tokens}, {@code cost} or {@code deadline}
     */
    record OverBudget(String limit) implements Outcome {}

    /** The word that stands for it on the wire. */
    default String word() {
        return switch (this) {
            case Answered answered -> "answered";
            case Refused refused -> "refused";
            case Failed failed -> "failed";
            case TimedOut timedOut -> "timed-out";
            case OverBudget overBudget -> "over-budget";
        };
    }
}
