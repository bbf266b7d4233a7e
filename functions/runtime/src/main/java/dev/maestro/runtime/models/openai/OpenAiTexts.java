package dev.maestro.runtime.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.core.decide.generative.Generation;
import dev.maestro.core.decide.generative.Message;
import dev.maestro.core.decide.generative.TextModel;
import dev.maestro.core.episode.Json;
import dev.maestro.runtime.models.call.CallLimit;
import dev.maestro.runtime.models.http.HttpReplies;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.LanguageModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Language models behind OpenAI-compatible chat endpoints, such as vLLM's own server. The server applies the chat
 * template. Token ids come with vLLM's {@code return_token_ids}; an endpoint that does not know it gives text only.
 */
public final class OpenAiTexts {

    private final OpenAiClient client;

    /** Over a client. */
    public OpenAiTexts(OpenAiClient client) {
        this.client = client;
    }

    public Generation generate(
            Endpoint.OpenAi endpoint, TextModel.Request request, List<byte[]> images, Instant deadline) {
        LanguageModel model = request.model();
        CallLimit limit = new CallLimit(
                "policy " + request.policyId(),
                model.limits().maxConcurrent(),
                Duration.ofMillis(model.limits().timeoutMillis()));
        return client.post(
                endpoint,
                model.secretRef(),
                limit,
                body(endpoint, request, images),
                deadline,
                (reply, replies) -> read(endpoint.model(), reply, replies));
    }

    private static byte[] body(Endpoint.OpenAi endpoint, TextModel.Request request, List<byte[]> images) {
        ObjectNode root = Json.mapper().createObjectNode();
        root.put("model", endpoint.model());
        root.put("stream", false);
        root.put("temperature", request.temperature());
        root.put("top_p", 1.0);
        root.put("seed", request.seed());
        root.put("max_tokens", request.maxTokens());
        request.stops().forEach(root.withArray("stop")::add);
        root.put("include_stop_str_in_output", true);
        root.put("logprobs", true);
        root.put("return_token_ids", true);
        ArrayNode messages = root.putArray("messages");
        for (Message message : request.messages()) {
            ObjectNode node = messages.addObject().put("role", message.role());
            if (message.images() == 0) {
                boolean reopened =
                        message.role().equals("assistant") && request.model().opensThinking();
                node.put("content", (reopened ? "<think>\n" : "") + message.text());
                continue;
            }
            ArrayNode content = node.putArray("content");
            images.forEach(image -> content.addObject()
                    .put("type", "image_url")
                    .putObject("image_url")
                    .put("url", ChatCompletions.dataUrl(image)));
            content.addObject().put("type", "text").put("text", message.text());
        }
        return Json.bytes(root);
    }

    private static Generation read(String model, byte[] body, HttpReplies replies) {
        JsonNode root = ChatCompletions.checked(model, body, replies);
        JsonNode choice = root.path("choices").path(0);
        JsonNode message = choice.path("message");
        String content =
                message.path("content").isTextual() ? message.path("content").asText() : "";
        String reasoning = message.path("reasoning_content").asText("");
        String text = reasoning.isEmpty() ? content : reasoning + "\n</think>\n" + content;
        String stop = choice.path("stop_reason").asText("");
        if (stop.startsWith("</") && !text.stripTrailing().endsWith(stop)) {
            text += stop; // an endpoint that takes the stop out of the text
        }
        List<Generation.Token> tokens = tokens(choice);
        JsonNode usage = root.path("usage");
        return new Generation(
                replies.withoutKey(text),
                tokens,
                choice.path("finish_reason").asText(""),
                usage.path("prompt_tokens").asLong(0),
                usage.path("completion_tokens").asLong(tokens.size()));
    }

    /** Ids with their log-probabilities; none when the endpoint does not tell both for every token. */
    private static List<Generation.Token> tokens(JsonNode choice) {
        JsonNode ids = choice.path("token_ids");
        JsonNode told = choice.path("logprobs").path("content");
        List<Generation.Token> tokens = new ArrayList<>();
        if (ids.isArray() && told.isArray() && ids.size() == told.size()) {
            for (int i = 0; i < ids.size(); i++) {
                tokens.add(new Generation.Token(
                        ids.path(i).asInt(),
                        told.path(i).path("logprob").asDouble(),
                        told.path(i).path("token").asText("")));
            }
        }
        return tokens;
    }
}
