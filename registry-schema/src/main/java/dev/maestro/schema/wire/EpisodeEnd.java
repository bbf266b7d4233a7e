package dev.maestro.schema.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How an episode ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EpisodeEnd.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = EpisodeEnd.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = EpisodeEnd.Exhausted.class, name = "exhausted"),
    @JsonSubTypes.Type(value = EpisodeEnd.Broken.class, name = "broken")
})
public sealed interface EpisodeEnd {

    /** The policy answered. */
    record Answered(String answer) implements EpisodeEnd {}

    /**
     * The task itself cannot be worked on: empty question, broken image, nothing in the registry fits.
     *
     * @param code stable, kebab-case
     * @param message for people, says what to do
     */
    record Refused(String code, String message) implements EpisodeEnd {}

    /**
     * A limit was reached without an answer. Scores 0 and stays in its group.
     *
     * @param limit {@code steps}, {@code budget} or {@code deadline}
     */
    record Exhausted(String limit) implements EpisodeEnd {}

    /**
     * Infrastructure failed on the way. Leaves its group, counted.
     *
     * @param code stable, kebab-case
     * @param message for people
     */
    record Broken(String code, String message) implements EpisodeEnd {}
}
