package dev.maestro.runtime.funqy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.core.episode.Json;
import dev.maestro.runtime.kafka.EventCodec;
import dev.maestro.runtime.kafka.PushedEvents;
import dev.maestro.runtime.kafka.RefusedEventException;
import dev.maestro.runtime.kafka.StructuredEvents;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.quarkus.funqy.Funq;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventBuilder;
import io.quarkus.funqy.knative.events.CloudEventMapping;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes every {@link dev.maestro.runtime.StepFunction} of the application a Quarkus Funqy function, over the same hop and
 * journal as its Kafka lane: {@code POST /} takes CloudEvents (binary or structured), {@code POST /event} takes the
 * structured form as plain JSON. What follows from an event goes to Kafka; the reply
 * tells it again.
 */
@ApplicationScoped
public class FunqyAdapter {

    /** Name of the function that takes plain JSON. */
    public static final String EVENT = "event";

    /** Extension attribute of a reply: how many events followed. It carries the first. */
    static final String FOLLOWERS = "maestrofollowers";

    private final StructuredEvents events;

    FunqyAdapter(StructuredEvents events) {
        this.events = events;
    }

    /**
     * Takes a CloudEvent.
     *
     * @return the first event that follows; null, which is 204, when none does
     */
    @Funq("cloud-event")
    @CloudEventMapping(trigger = "*")
    public @Nullable CloudEvent<JsonNode> cloudEvent(CloudEvent<JsonNode> event) throws InterruptedException {
        List<PushedEvents.Follower> followers =
                events.push(event.type(), data(event), trace(event.extensions().get(EventCodec.TRACEPARENT)));
        if (followers.isEmpty()) {
            return null;
        }
        PushedEvents.Follower first = followers.getFirst();
        return CloudEventBuilder.create()
                .id(first.id())
                .type(first.type())
                .source(first.source())
                .subject(first.subject())
                .extensions(Map.of(FOLLOWERS, String.valueOf(followers.size())))
                .build(StructuredEvents.tree(first.data()));
    }

    /**
     * Takes {@code {"type": "maestro.episode-started.v1", "data": {...}}}; other attributes of CloudEvents may stand
     * beside.
     *
     * @return {@code {"events": [...]}}, all that follows, each in the structured form of CloudEvents
     */
    @Funq(EVENT)
    public JsonNode event(@Nullable JsonNode event) throws InterruptedException {
        ObjectNode given =
                event instanceof ObjectNode object ? object : Json.mapper().createObjectNode();
        String traceparent = trace(given.path(EventCodec.TRACEPARENT).asText(null));
        return events.push(traceparent == null ? given : given.put(EventCodec.TRACEPARENT, traceparent));
    }

    private static @Nullable JsonNode data(CloudEvent<JsonNode> event) {
        try {
            return event.data();
        } catch (RuntimeException e) {
            throw new RefusedEventException(
                    400,
                    "malformed-event",
                    "the data of the event cannot be read as application/json: "
                            + (e.getCause() instanceof JsonProcessingException json
                                    ? json.getOriginalMessage()
                                    : e.getMessage()));
        }
    }

    private static @Nullable String trace(@Nullable String given) {
        if (given != null) {
            return given;
        }
        Map<String, String> trace = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), trace, Map::put);
        return trace.get(EventCodec.TRACEPARENT);
    }
}
