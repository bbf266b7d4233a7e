package dev.maestro.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.gateway.problem.JsonBodies;
import dev.maestro.gateway.problem.Problem;
import dev.maestro.gateway.problem.ProblemException;
import dev.maestro.gateway.submission.Question;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads chat completion requests as OpenAI defined them. What would change the answer and cannot be honoured is refused;
 * what steers the writing of one model (temperature, penalties, ...) or is unknown is ignored, and named in the reply.
 */
@ApplicationScoped
class ChatReader {

    private static final Set<String> READ =
            Set.of("model", "messages", "stream", "stream_options", "seed", "maestro", "n", "response_format");

    /** Parameters that are refused when they ask for anything, with what to do instead. */
    private static final Map<String, String> REFUSED = Map.of(
            "tools", "tools are not called for clients; experts and skills of the registry are, so leave it out",
            "tool_choice", "there are no tools of clients; leave it out",
            "functions", "functions are not called for clients; leave it out",
            "function_call", "there are no functions of clients; leave it out",
            "stop", "the answer is given whole; leave it out and cut the answer yourself",
            "logprobs", "an answer of several models has no token probabilities; leave it out",
            "top_logprobs", "an answer of several models has no token probabilities; leave it out",
            "audio", "answers are text; leave it out",
            "prediction", "answers cannot be predicted; leave it out",
            "web_search_options", "what may be looked up is for the registry to say; leave it out");

    private final ChatModels models;
    private final ChatConversation conversation;

    ChatReader(ChatModels models, ChatConversation conversation) {
        this.models = models;
        this.conversation = conversation;
    }

    /**
     * Reads one.
     *
     * @param tenant whose registry has the model
     * @throws ProblemException when it cannot be served, with the parameter that is wrong
     */
    ChatRequest read(String tenant, byte[] json) {
        ObjectNode body = JsonBodies.tree(json, "the body");
        refuseUnsupported(body);
        String model = text(body, "model");
        @Nullable String policy = models.policy(tenant, model);
        ChatRequest.Extension extension = extension(body);
        ChatConversation.Content content = conversation.read(body.path("messages"));
        Settings settings = new Settings(
                policy,
                null,
                null,
                seed(body),
                extension.costWeight(),
                extension.experts() == null ? List.of() : extension.experts(),
                extension.skills() == null ? List.of() : extension.skills(),
                extension.bound());
        Question question = new Question(
                content.text(),
                content.images(),
                extension.choices() == null ? List.of() : extension.choices(),
                settings,
                extension.purpose() == null ? Purpose.SERVE : extension.purpose(),
                extension.reference());
        return new ChatRequest(
                model,
                question,
                flag(body, "stream"),
                flag(body.path("stream_options"), "include_usage"),
                ignored(body));
    }

    private static void refuseUnsupported(ObjectNode body) {
        REFUSED.forEach((name, advice) -> {
            if (asks(name, body.path(name))) {
                throw unsupported(name, name + " is not supported: " + advice);
            }
        });
        if (body.path("n").asInt(1) != 1) {
            throw unsupported("n", "n must be 1: an episode gives one answer; send the request again for another");
        }
        String format = body.path("response_format").path("type").asText("text");
        if (!format.equals("text")) {
            throw unsupported(
                    "response_format",
                    "response_format '" + format + "' is not supported: answers are plain text; leave it out");
        }
        for (JsonNode modality : body.path("modalities")) {
            if (!modality.asText().equals("text")) {
                throw unsupported("modalities", "answers are text; '" + modality.asText() + "' is not supported");
            }
        }
    }

    /** Whether a parameter asks for something; null, false, empty lists and the words for nothing do not. */
    private static boolean asks(String name, JsonNode value) {
        boolean nothing = value.isMissingNode()
                || value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isContainerNode() && value.isEmpty())
                || (value.isNumber() && value.asDouble() == 0);
        boolean noTool = (name.equals("tool_choice") || name.equals("function_call"))
                && (value.asText().equals("none") || value.asText().equals("auto"));
        return !nothing && !noTool;
    }

    private static ChatRequest.Extension extension(ObjectNode body) {
        JsonNode given = body.path("maestro");
        if (given.isMissingNode() || given.isNull()) {
            return ChatRequest.Extension.NONE;
        }
        if (!(given instanceof ObjectNode object)) {
            throw wrong("maestro", "maestro must be an object, such as {\"budget\": {\"maxSteps\": 2}}");
        }
        return JsonBodies.value(object, ChatRequest.Extension.class);
    }

    private static String text(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw wrong(name, name + " is missing; GET /v1/models lists what there is");
        }
        return value.asText().strip();
    }

    private static @Nullable Long seed(ObjectNode body) {
        JsonNode value = body.path("seed");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw wrong("seed", "seed must be a whole number, was " + value);
        }
        return value.asLong();
    }

    private static boolean flag(JsonNode parent, String name) {
        JsonNode value = parent.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw wrong(name, name + " must be true or false, was " + value);
        }
        return value.booleanValue();
    }

    private static List<String> ignored(ObjectNode body) {
        List<String> names = new ArrayList<>();
        body.properties().forEach(field -> {
            boolean given = !field.getValue().isNull();
            if (given && !READ.contains(field.getKey()) && !REFUSED.containsKey(field.getKey())) {
                names.add(field.getKey());
            }
        });
        return names;
    }

    private static ProblemException unsupported(String param, String detail) {
        return ProblemException.of(
                Problem.of(400, "unsupported-parameter", detail).about(param));
    }

    private static ProblemException wrong(String param, String detail) {
        return ProblemException.of(Problem.of(400, "bad-value", detail).about(param));
    }
}
