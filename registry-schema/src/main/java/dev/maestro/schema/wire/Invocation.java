package dev.maestro.schema.wire;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;

/**
 * A call with what came of it.
 *
 * @param call what was asked
 * @param outcome what came of it
 * @param latencyMillis wall time
 * @param usage all that the skill used, helpers included
 * @param extra fields of a newer schema version
 */
public record Invocation(
        Call call,
        Outcome outcome,
        double latencyMillis,
        Usage usage,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extra) {

    public Invocation {
        extra = Checks.copy(extra);
    }

    public Invocation(Call call, Outcome outcome, double latencyMillis, Usage usage) {
        this(call, outcome, latencyMillis, usage, Map.of());
    }
}
