package dev.maestro.lab.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers that models gave before.
 *
 * @param models served names
 * @param exchanges in the order they were recorded; of two that fit, the first answers
 */
public record Recording(List<String> models, List<Exchange> exchanges) {

    public Recording {
        models = List.copyOf(models);
        exchanges = List.copyOf(exchanges);
    }

    /**
     * One question and its answer.
     *
     * @param question text of the user's message, white space folded
     * @param images how many came with it
     * @param answer text
     * @param inputTokens counted then
     * @param outputTokens counted then
     */
    public record Exchange(String question, int images, String answer, int inputTokens, int outputTokens) {}

    /**
     * Reads a recording.
     *
     * @param json {@code {"models":[..],"exchanges":[{"question":..,"images":0,"answer":..,"inputTokens":..,
     *     "outputTokens":..}]}}
     * @throws IllegalArgumentException when it is not one, with what is wrong where
     */
    public static Recording read(byte[] json) {
        try {
            return Json.mapper().readValue(json, Recording.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a recording: " + e.getMessage(), e);
        }
    }

    /** The answer recorded for a question with that many images. */
    Optional<Exchange> find(String question, int images) {
        String folded = fold(question);
        return exchanges.stream()
                .filter(exchange -> exchange.images() == images)
                .filter(exchange -> fold(exchange.question()).equals(folded))
                .findFirst();
    }

    private static String fold(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** Text and number of images of the last user message of a chat request. */
    static Map.Entry<String, Integer> question(JsonNode request) {
        JsonNode content = request.path("messages")
                .path(request.path("messages").size() - 1)
                .path("content");
        if (content.isTextual()) {
            return Map.entry(content.asText(), 0);
        }
        int images = 0;
        for (JsonNode part : content) {
            if (part.path("type").asText().equals("image_url")) {
                images++;
            }
        }
        String text = content.valueStream()
                .filter(part -> part.path("type").asText().equals("text"))
                .map(part -> part.path("text").asText())
                .collect(Collectors.joining("\n"));
        return Map.entry(text, images);
    }
}
