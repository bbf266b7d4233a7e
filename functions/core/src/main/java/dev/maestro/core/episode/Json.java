package dev.maestro.core.episode;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.EventType;
import java.io.IOException;

/** The one JSON form of events and documents, on Kafka, HTTP and in files. Thread-safe. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private Json() {}

    /** The configured mapper; do not change its settings. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** Bytes of a value. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot write " + value.getClass().getSimpleName() + " as JSON", e);
        }
    }

    /**
     * Reads an event.
     *
     * @throws TerminalException {@code malformed-event}, with what is wrong where
     */
    public static Event event(EventType type, byte[] bytes) {
        return read(type.record(), bytes, "malformed-event");
    }

    /**
     * Reads a value.
     *
     * @param errorCode of the {@link TerminalException} when the bytes do not fit
     */
    public static <T> T read(Class<T> type, byte[] bytes, String errorCode) {
        try {
            T value = MAPPER.readValue(bytes, type);
            if (value == null) {
                throw new TerminalException(errorCode, "not a " + type.getSimpleName() + ": the JSON is null");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new TerminalException(
                    errorCode,
                    "not a " + type.getSimpleName() + ": " + e.getOriginalMessage()
                            + (e.getLocation() == null
                                    ? ""
                                    : " (line " + e.getLocation().getLineNr() + ", column "
                                            + e.getLocation().getColumnNr() + ")"));
        } catch (IOException e) {
            throw new TerminalException(errorCode, "not a " + type.getSimpleName() + ": " + e.getMessage());
        }
    }
}
