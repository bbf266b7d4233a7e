package dev.maestro.runtime.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.core.episode.Json;
import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Image;
import dev.maestro.runtime.models.call.ExpertCalls;
import dev.maestro.runtime.models.http.HttpReplies;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.wire.Outcome;
import java.io.IOException;
import java.util.Base64;

/** The JSON of {@code POST /chat/completions}. */
final class ChatCompletions {

    private static final int CHARACTERS_PER_TOKEN = 4;

    private ChatCompletions() {}

    /** Question and images as one user message, after a system message when there is one; images as data URLs. */
    static byte[] request(String model, Expert expert, ExpertRequest request) {
        ObjectNode root = Json.mapper().createObjectNode();
        ExpertCalls.parameters(expert, request).forEach(root::putPOJO);
        root.put("model", model);
        root.put("stream", false);
        ArrayNode messages = root.putArray("messages");
        if (!request.system().isEmpty()) {
            messages.addObject().put("role", "system").put("content", request.system());
        }
        ObjectNode message = messages.addObject().put("role", "user");
        if (request.images().isEmpty()) {
            message.put("content", request.text());
        } else {
            ArrayNode content = message.putArray("content");
            for (Image image : request.images()) {
                content.addObject()
                        .put("type", "image_url")
                        .putObject("image_url")
                        .put("url", dataUrl(image.bytes()));
            }
            content.addObject().put("type", "text").put("text", request.text());
        }
        return Json.bytes(root);
    }

    /** An image in a URL of its own. */
    static String dataUrl(byte[] bytes) {
        boolean jpeg = bytes.length > 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xd8;
        return "data:image/" + (jpeg ? "jpeg" : "png") + ";base64,"
                + Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * The answer in a reply, priced. A reply without usage is priced by its length, four characters a token.
     *
     * @throws ExpertException when the reply is malformed, by another model, or a refusal
     */
    static ExpertReply reply(String model, Expert expert, ExpertRequest request, byte[] body, HttpReplies replies) {
        JsonNode root = checked(model, body, replies);
        JsonNode message = root.path("choices").path(0).path("message");
        String text = replies.withoutKey(text(message.path("content"), replies));
        JsonNode usage = root.path("usage");
        return new ExpertReply(
                text,
                ExpertCalls.usage(
                        expert.price(),
                        tokens(usage.path("prompt_tokens"), request.text()),
                        tokens(usage.path("completion_tokens"), text),
                        0));
    }

    /**
     * A reply of that model with a message in it.
     *
     * @throws ExpertException when the reply is malformed, by another model, or a refusal
     */
    static JsonNode checked(String model, byte[] body, HttpReplies replies) {
        JsonNode root = parse(body, replies);
        String answeredBy = root.path("model").asText("");
        if (!sameModel(model, answeredBy)) {
            throw new ExpertException(new Outcome.Failed(
                    "wrong-model",
                    "Endpoint " + replies.url() + " was asked for model '" + model + "' but '"
                            + replies.redact(answeredBy) + "' answered, so the answer is not used. Register the model "
                            + "under the name that the endpoint serves."));
        }
        JsonNode message = root.path("choices").path(0).path("message");
        if (!message.isObject()) {
            throw replies.malformed("has no choices[0].message");
        }
        if (message.path("refusal").isTextual()) {
            throw new ExpertException(new Outcome.Refused(
                    "model-refused",
                    "Model '" + model + "' refused: "
                            + replies.redact(message.path("refusal").asText())));
        }
        return root;
    }

    private static JsonNode parse(byte[] body, HttpReplies replies) {
        try {
            JsonNode root = Json.mapper().readTree(body);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (IOException e) {
            throw replies.malformed("is not JSON");
        }
        throw replies.malformed("is not a JSON object");
    }

    /** The name asked for, or that name with a date behind it, as hosted models answer; some answer without a name. */
    private static boolean sameModel(String asked, String answered) {
        return answered.isEmpty()
                || answered.equals(asked)
                || (answered.startsWith(asked + "-")
                        && answered.substring(asked.length() + 1).matches("[0-9][0-9-]*"));
    }

    private static String text(JsonNode content, HttpReplies replies) {
        if (content.isTextual()) {
            return content.asText();
        }
        if (content.isArray()) {
            StringBuilder text = new StringBuilder();
            content.forEach(part -> text.append(part.path("text").asText("")));
            return text.toString();
        }
        throw replies.malformed("has no text in choices[0].message.content");
    }

    private static long tokens(JsonNode counted, String text) {
        return counted.canConvertToLong() && counted.isIntegralNumber()
                ? Math.max(0, counted.asLong())
                : Math.ceilDiv(text.length(), CHARACTERS_PER_TOKEN);
    }
}
