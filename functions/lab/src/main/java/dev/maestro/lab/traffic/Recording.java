package dev.maestro.lab.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers that models gave before.
 *
 * @param models served names
 * @param exchanges in the order they were recorded; of two that fit, the first answers
 * @param rules for requests that no exchange fits, in order; the first that fits answers
 */
public record Recording(List<String> models, List<Exchange> exchanges, List<Rule> rules) {

    /** The recording that plays the policy and the experts of {@code maestro-paper.yaml}. */
    public static final String PAPER = "/dev/maestro/recordings/maestro-paper.json";

    public Recording {
        models = List.copyOf(models);
        exchanges = exchanges == null ? List.of() : List.copyOf(exchanges);
        rules = rules == null ? List.of() : List.copyOf(rules);
    }

    /** Without rules. */
    public Recording(List<String> models, List<Exchange> exchanges) {
        this(models, exchanges, List.of());
    }

    /**
     * What a model says to every request of a kind.
     *
     * @param models served names; empty for all
     * @param contains the last user's message holds all of these
     * @param answer text; {@code {first-line}} stands for the first line of that message, {@code {last-line}} for the
     *     last line of its last information block
     */
    public record Rule(List<String> models, List<String> contains, String answer) {

        public Rule {
            models = models == null ? List.of() : List.copyOf(models);
            contains = contains == null ? List.of() : List.copyOf(contains);
        }

        private boolean fits(String model, String question) {
            return (models.isEmpty() || models.contains(model))
                    && contains.stream().allMatch(question::contains);
        }
    }

    /** Reads the recording of {@link #PAPER}. */
    public static Recording paper() {
        try (InputStream stream = Recording.class.getResourceAsStream(PAPER)) {
            if (stream == null) {
                throw new IllegalStateException("the recording " + PAPER + " is missing from the class path");
            }
            return read(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a model says.
     *
     * @param question text of the last user's message
     * @param images how many came with it
     * @return empty when neither an exchange nor a rule fits
     */
    public Optional<Exchange> play(String model, String question, int images) {
        Optional<Exchange> recorded = find(question, images);
        if (recorded.isPresent()) {
            return recorded;
        }
        return rules.stream()
                .filter(rule -> rule.fits(model, question))
                .findFirst()
                .map(rule -> {
                    String answer = rule.answer()
                            .replace(
                                    "{first-line}",
                                    question.strip().lines().findFirst().orElse(""))
                            .replace("{last-line}", lastLine(question));
                    return new Exchange(
                            question,
                            images,
                            answer,
                            question.length() / 4 + 1,
                            SampledPieces.of(answer).size());
                });
    }

    /** Last line that is not blank in the last information block; empty when there is no block. */
    private static String lastLine(String question) {
        int end = question.lastIndexOf("</information>");
        if (end < 0) {
            return "";
        }
        String block = question.substring(0, end);
        return block.lines()
                .filter(line -> !line.isBlank())
                .reduce((a, b) -> b)
                .orElse("")
                .strip();
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
