package dev.maestro.runtime.models.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.core.episode.Json;
import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Image;
import dev.maestro.schema.wire.Outcome;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a request into the arguments that a tool declares: options by their names, a prompt into the first text argument
 * of a usual name, pictures as base64 into {@code image} or {@code images}. What the tool does not declare is not sent.
 */
final class McpArguments {

    private static final List<String> TEXTS = List.of("text", "query", "question", "prompt", "input");
    private static final List<String> PICTURES = List.of("image", "images");

    private McpArguments() {}

    /**
     * The arguments.
     *
     * @param schema input schema of the tool
     * @throws ExpertException {@code Refused} when the tool declares nothing that the request could go into
     */
    static ObjectNode of(String tool, JsonNode schema, ExpertRequest request) {
        JsonNode declared = schema.path("properties");
        ObjectNode arguments = Json.mapper().createObjectNode();
        JsonNode options = options(request.text());
        if (options == null) {
            arguments.put(textArgument(tool, schema), request.text());
        } else {
            options.properties().forEach(option -> {
                if (declared.has(option.getKey())) {
                    arguments.set(option.getKey(), option.getValue());
                }
            });
        }
        if (!request.images().isEmpty()) {
            pictures(tool, declared, request.images(), arguments);
        }
        return arguments;
    }

    /** Options of a request in the form of embedded experts; null for a plain prompt. */
    private static @Nullable JsonNode options(String text) {
        try {
            JsonNode node = Json.mapper().readTree(text);
            return node != null && node.isObject() && node.path("options").isObject() ? node.path("options") : null;
        } catch (JsonProcessingException e) {
            return null; // a prompt in words
        }
    }

    private static String textArgument(String tool, JsonNode schema) {
        JsonNode declared = schema.path("properties");
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> {
            if (declared.path(name.asText()).path("type").asText().equals("string")) {
                required.add(name.asText());
            }
        });
        return TEXTS.stream()
                .filter(declared::has)
                .findFirst()
                .or(() -> required.stream().findFirst())
                .orElseThrow(() -> refused(
                        "takes-no-text",
                        "MCP tool '" + tool + "' has no text argument (" + TEXTS + "). Ask another one."));
    }

    private static void pictures(String tool, JsonNode declared, List<Image> images, ObjectNode arguments) {
        String name = PICTURES.stream()
                .filter(declared::has)
                .findFirst()
                .orElseThrow(() -> refused(
                        "takes-no-images", "MCP tool '" + tool + "' has no argument 'image'. Ask it without images."));
        if (declared.path(name).path("type").asText().equals("array")) {
            ArrayNode list = arguments.putArray(name);
            images.forEach(image -> list.add(encoded(image)));
        } else {
            arguments.put(name, encoded(images.getFirst()));
        }
    }

    private static String encoded(Image image) {
        return Base64.getEncoder().encodeToString(image.bytes());
    }

    private static ExpertException refused(String code, String message) {
        return new ExpertException(new Outcome.Refused(code, message));
    }
}
