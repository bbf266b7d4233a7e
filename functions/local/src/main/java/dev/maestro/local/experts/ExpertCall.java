package dev.maestro.local.experts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.core.episode.Json;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * What one call asks of an expert.
 *
 * @param capability such as {@code read-text}
 * @param options as the capability's schema says; perhaps empty
 * @param images encoded, perhaps as base64
 * @param cancelled true once nobody waits for the answer
 */
public record ExpertCall(String capability, ObjectNode options, List<byte[]> images, BooleanSupplier cancelled) {

    private static final int LONGEST_REQUEST = 100_000;

    public ExpertCall {
        images = List.copyOf(images);
    }

    /**
     * Reads {@code {"capability":"...","options":{...}}}.
     *
     * @throws BadInputException {@code bad-options}, with what is wrong
     */
    static ExpertCall parse(String request, List<byte[]> images, BooleanSupplier cancelled) {
        if (request.length() > LONGEST_REQUEST) {
            throw badOptions(
                    "text_input has " + request.length() + " characters; at most " + LONGEST_REQUEST + " are read");
        }
        JsonNode node;
        try {
            node = Json.mapper().readTree(request);
        } catch (JsonProcessingException e) {
            throw badOptions("text_input is not JSON: " + e.getOriginalMessage() + "; send " + form());
        }
        if (!(node instanceof ObjectNode object) || !object.path("capability").isTextual()) {
            throw badOptions("text_input names no capability; send " + form());
        }
        JsonNode options = object.path("options");
        if (options.isMissingNode() || options.isNull()) {
            options = Json.mapper().createObjectNode();
        }
        if (!(options instanceof ObjectNode named)) {
            throw badOptions("options is not an object; send " + form());
        }
        return new ExpertCall(object.path("capability").asText(), named, images, cancelled);
    }

    private static String form() {
        return "{\"capability\":\"...\",\"options\":{...}}";
    }

    /** What is wrong with the options. */
    public static BadInputException badOptions(String message) {
        return new BadInputException(BadInputException.BAD_OPTIONS, message);
    }

    /**
     * The first image.
     *
     * @throws BadInputException {@code bad-options} when there is none
     */
    public byte[] image() {
        if (images.isEmpty()) {
            throw badOptions("capability " + capability + " works on a picture; send one as input 'image'");
        }
        return images.getFirst();
    }

    /** An option that is text, in its spelling; {@code fallback} when it is not given. */
    public String text(String option, String fallback) {
        JsonNode value = options.path(option);
        return value.isMissingNode() || value.isNull() ? fallback : value.asText();
    }

    /**
     * An option with a fixed set of values, whatever its case.
     *
     * @throws BadInputException {@code bad-options}, naming the values
     */
    public String oneOf(String option, String fallback, List<String> values) {
        String value = text(option, fallback).toLowerCase(Locale.ROOT);
        if (!values.contains(value)) {
            throw badOptions("option " + option + " is \"" + value + "\"; known are " + String.join(", ", values));
        }
        return value;
    }

    /** Stops the work when nobody waits for it. */
    public void checkCancelled() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("nobody waits for the answer");
        }
    }
}
