package dev.maestro.runtime.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.core.episode.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pushed events in the structured form of CloudEvents, for whatever brings them as JSON. */
@ApplicationScoped
public class StructuredEvents {

    private final PushedEvents events;

    StructuredEvents(PushedEvents events) {
        this.events = events;
    }

    /**
     * Takes {@code {"type": "maestro.episode-started.v1", "data": {...}}}; other attributes of CloudEvents may stand
     * beside.
     *
     * @return {@code {"events": [...]}}, all that follows, each in the structured form of CloudEvents
     * @throws RefusedEventException when the event must be changed, or pushed elsewhere
     * @throws dev.maestro.runtime.PublishException when what follows could not be written; push it again
     * @throws InterruptedException when the process stops; push it again
     */
    public JsonNode push(JsonNode event) throws InterruptedException {
        List<PushedEvents.Follower> followers = push(
                event.path("type").asText(null),
                event.get("data"),
                event.path(EventCodec.TRACEPARENT).asText(null));
        ObjectNode reply = Json.mapper().createObjectNode();
        ArrayNode list = reply.putArray("events");
        for (PushedEvents.Follower follower : followers) {
            list.addObject()
                    .put("specversion", "1.0")
                    .put("id", follower.id())
                    .put("type", follower.type())
                    .put("source", follower.source())
                    .put("subject", follower.subject())
                    .put("datacontenttype", "application/json")
                    .set("data", tree(follower.data()));
        }
        return reply;
    }

    /**
     * Takes the parts of an event.
     *
     * @return all that follows
     * @throws RefusedEventException and others as {@link #push(JsonNode)}
     */
    public List<PushedEvents.Follower> push(
            @Nullable String type, @Nullable JsonNode data, @Nullable String traceparent) throws InterruptedException {
        if (type == null || type.isBlank()) {
            throw new RefusedEventException(
                    400, "no-type", "the event has no type, such as maestro.episode-started.v1; add it");
        }
        if (data == null || !data.isObject()) {
            throw new RefusedEventException(
                    400, "malformed-event", "the data of an event of type " + type + " must be a JSON object");
        }
        return events.push(type, Json.bytes(data), traceparent);
    }

    /** The data of an event that followed. */
    public static JsonNode tree(byte[] json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("an event that was written as JSON cannot be read", e);
        }
    }
}
