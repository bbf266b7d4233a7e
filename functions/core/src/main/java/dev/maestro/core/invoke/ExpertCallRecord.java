package dev.maestro.core.invoke;

import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One call of an expert inside a run of a skill, as it is kept with the invocation.
 *
 * @param expertId which expert; another than the chosen one for a helper or a fallback
 * @param capability what it was asked for
 * @param role {@code main}, {@code helper} or {@code fallback}
 * @param outcome {@code answered}, {@code refused}, {@code failed}, {@code timed-out} or {@code over-budget}
 * @param startMillis after the start of the run
 * @param latencyMillis wall time
 * @param costMicroUsd price of the work
 * @param billedMicroUsd what was paid; less after a cache hit
 */
public record ExpertCallRecord(
        String expertId,
        String capability,
        String role,
        String outcome,
        double startMillis,
        double latencyMillis,
        double costMicroUsd,
        double billedMicroUsd) {

    /** Field of an invocation's extra values. */
    static final String FIELD = "expertCalls";

    static ExpertCallRecord of(Asked asked, Outcome outcome, double startMillis, double latencyMillis, Usage usage) {
        return new ExpertCallRecord(
                asked.expertId(),
                asked.capability(),
                asked.role(),
                outcome.word(),
                startMillis,
                latencyMillis,
                usage.costMicroUsd(),
                usage.billedMicroUsd());
    }

    /** Who was asked for what. */
    record Asked(String expertId, String capability, String role) {}

    /** For an invocation's extra values. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("expertId", expertId);
        fields.put("capability", capability);
        fields.put("role", role);
        fields.put("outcome", outcome);
        fields.put("startMillis", startMillis);
        fields.put("latencyMillis", latencyMillis);
        fields.put("costMicroUsd", costMicroUsd);
        fields.put("billedMicroUsd", billedMicroUsd);
        return fields;
    }

    /** The calls that an invocation made, in order; what does not fit is left out. */
    public static List<ExpertCallRecord> of(Invocation invocation) {
        List<ExpertCallRecord> records = new ArrayList<>();
        if (invocation.extra().get(FIELD) instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> fields) {
                    records.add(new ExpertCallRecord(
                            text(fields, "expertId"),
                            text(fields, "capability"),
                            text(fields, "role"),
                            text(fields, "outcome"),
                            number(fields, "startMillis"),
                            number(fields, "latencyMillis"),
                            number(fields, "costMicroUsd"),
                            number(fields, "billedMicroUsd")));
                }
            }
        }
        return records;
    }

    private static String text(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    private static double number(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof Number number ? number.doubleValue() : 0;
    }
}
