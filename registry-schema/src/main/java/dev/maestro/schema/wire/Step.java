package dev.maestro.schema.wire;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.List;
import java.util.Map;

/**
 * One decide-invoke cycle.
 *
 * @param stepIndex from 0
 * @param decision what the policy chose
 * @param invocations what came of its calls, in the order of the calls; empty until {@code invoke} ran, and for an answer
 * @param extra fields of a newer schema version
 */
public record Step(
        int stepIndex,
        Decision decision,
        List<Invocation> invocations,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extra) {

    public Step {
        Checks.notNegative(stepIndex, "stepIndex");
        invocations = Checks.copy(invocations);
        extra = Checks.copy(extra);
    }

    public Step(int stepIndex, Decision decision, List<Invocation> invocations) {
        this(stepIndex, decision, invocations, Map.of());
    }
}
