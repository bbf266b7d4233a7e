package dev.maestro.runtime.telemetry;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A span as it is kept.
 *
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits
 * @param parentSpanId 16 hex digits, or null for a root
 * @param name what ran: {@code question}, a stage, or {@code call}
 * @param startNanos since 1970
 * @param endNanos since 1970
 * @param failed whether it ended with an error
 * @param attributes episodeId, stepIndex, stage, expertId, skillId, outcome, latencyMillis, costMicroUsd, ... as text
 */
public record StoredSpan(
        String traceId,
        String spanId,
        @Nullable String parentSpanId,
        String name,
        long startNanos,
        long endNanos,
        boolean failed,
        Map<String, String> attributes) {

    public StoredSpan {
        attributes = attributes == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    static StoredSpan of(SpanData span) {
        Map<String, String> attributes = new TreeMap<>();
        span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), String.valueOf(value)));
        return new StoredSpan(
                span.getTraceId(),
                span.getSpanId(),
                span.getParentSpanContext().isValid() ? span.getParentSpanId() : null,
                span.getName(),
                span.getStartEpochNanos(),
                span.getEndEpochNanos(),
                span.getStatus().getStatusCode() == StatusCode.ERROR,
                attributes);
    }

    /** An attribute, or empty text. */
    public String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** Wall time. */
    public double millis() {
        return (endNanos - startNanos) / 1e6;
    }
}
