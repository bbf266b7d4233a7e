package dev.maestro.schema.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What a policy chose to do. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Action.Invoke.class, name = "invoke"),
    @JsonSubTypes.Type(value = Action.Answer.class, name = "answer"),
    @JsonSubTypes.Type(value = Action.Malformed.class, name = "malformed")
})
public sealed interface Action {

    /** Run these calls in parallel. */
    record Invoke(List<Call> calls) implements Action {
        public Invoke {
            calls = Checks.copy(calls);
            if (calls.isEmpty()) {
                throw new IllegalArgumentException("an invoke action needs a call");
            }
        }
    }

    /** End the episode with this answer. */
    record Answer(String text) implements Action {}

    /**
     * The policy's output could not be understood.
     *
     * @param code which rule it broke
     * @param text what it wrote
     */
    record Malformed(String code, String text) implements Action {}
}
