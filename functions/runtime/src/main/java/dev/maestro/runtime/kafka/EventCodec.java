package dev.maestro.runtime.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.EventType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Events as Kafka records: JSON values, CloudEvents attributes as headers (binary mode). */
public final class EventCodec {

    /** W3C trace context. */
    public static final String TRACEPARENT = "traceparent";

    static final String TYPE = "ce_type";

    private static final Pattern VERSIONED = Pattern.compile("(maestro\\.[a-z-]+)\\.v(\\d+)");

    private EventCodec() {}

    /**
     * The record of an event.
     *
     * @param source who says so: the word of a stage
     * @param traceparent or null
     */
    static Output encode(Event event, String source, @Nullable String traceparent) {
        EventType type = EventType.of(event);
        List<Header> headers = new ArrayList<>(9);
        headers.add(text("ce_specversion", "1.0"));
        headers.add(text("ce_id", event.eventId()));
        headers.add(text("ce_source", "/maestro/" + source));
        headers.add(text(TYPE, type.topic()));
        headers.add(text("ce_subject", event.key()));
        headers.add(text("ce_purpose", event.purpose().word()));
        headers.add(text("content-type", "application/json"));
        if (traceparent != null) {
            headers.add(text(TRACEPARENT, traceparent));
        }
        return new Output(type.topic(), event.key().getBytes(StandardCharsets.UTF_8), Json.bytes(event), headers);
    }

    /** The record of an event, for who writes it himself. */
    public static ProducerRecord<byte[], byte[]> record(Event event, String source) {
        return encode(event, source, null).toRecord();
    }

    /**
     * Reads an event.
     *
     * @throws TerminalException {@code foreign-event} for what is not ours, {@code unknown-schema-version} for a version
     *     that this program does not know, {@code malformed-event} for bytes that do not fit
     */
    public static Event decode(ConsumerRecord<byte[], byte[]> record) {
        EventType type = EventType.ofTopic(record.topic())
                .orElseThrow(() -> new TerminalException(
                        "foreign-event", "no event of Maestro belongs on topic " + record.topic()));
        checkType(type, header(record.headers(), TYPE));
        byte[] value = record.value();
        if (value == null) {
            throw new TerminalException("malformed-event", "the record has no value");
        }
        Event event = Json.event(type, value);
        try {
            String described = event.eventId() + event.key() + event.purpose().word();
            if (described.contains("\0")) {
                throw new TerminalException("malformed-event", "an id has a NUL character in it");
            }
        } catch (NullPointerException e) {
            throw new TerminalException("malformed-event", "a required field is missing: " + missing(event, value));
        }
        return event;
    }

    /** Names of the event's fields that the JSON does not have, some of which may be left out. */
    private static String missing(Event event, byte[] value) {
        JsonNode json = Json.read(JsonNode.class, value, "malformed-event");
        ObjectMapper mapper = Json.mapper();
        return mapper
                .getSerializationConfig()
                .introspect(mapper.constructType(event.getClass()))
                .findProperties()
                .stream()
                .map(BeanPropertyDefinition::getName)
                .filter(name -> !json.hasNonNull(name))
                .collect(Collectors.joining(", "));
    }

    /** The text of a header, or null. */
    public static @Nullable String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    static Header text(String name, String value) {
        return Output.header(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void checkType(EventType type, @Nullable String claimed) {
        if (claimed == null || claimed.equals(type.topic())) {
            return;
        }
        Matcher versioned = VERSIONED.matcher(claimed);
        if (versioned.matches() && type.topic().startsWith(versioned.group(1) + ".v")) {
            throw new TerminalException(
                    "unknown-schema-version",
                    "version " + versioned.group(2) + " of " + type.word() + " is newer than this program, which knows "
                            + EventType.VERSION + ": update it, then replay the dead letter");
        }
        throw new TerminalException(
                "foreign-event", "an event of type " + claimed + " does not belong on topic " + type.topic());
    }
}
