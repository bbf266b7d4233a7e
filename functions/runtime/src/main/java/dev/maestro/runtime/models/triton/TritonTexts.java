package dev.maestro.runtime.models.triton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.decide.generative.Generation;
import dev.maestro.core.decide.generative.QwenTemplate;
import dev.maestro.core.decide.generative.TextModel;
import dev.maestro.core.episode.Json;
import dev.maestro.core.invoke.ExpertException;
import dev.maestro.runtime.models.call.CallLimit;
import dev.maestro.runtime.models.call.SecretResolver;
import dev.maestro.runtime.models.kserve.ModelConfig;
import dev.maestro.runtime.models.kserve.ModelInferResponse;
import dev.maestro.runtime.models.kserve.ModelInput;
import dev.maestro.runtime.models.tensor.Tensor;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.LanguageModel;
import dev.maestro.schema.wire.Outcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Language models on Triton's vLLM backend. The prompt is rendered here; ids and log-probabilities of the sampled tokens
 * come from the output {@code logprobs}: for each piece of the reply a JSON list with one object a token, from its id to
 * {@code {"logprob", "rank", "decoded_token"}}.
 */
public final class TritonTexts {

    private static final Logger LOG = System.getLogger(TritonTexts.class.getName());

    private final TritonClient client;
    private final String configuredTarget;
    private final SecretResolver secrets;

    /**
     * Makes one.
     *
     * @param configuredTarget {@code host:port} for endpoints without a target
     */
    public TritonTexts(TritonClient client, String configuredTarget, SecretResolver secrets) {
        this.client = client;
        this.configuredTarget = configuredTarget;
        this.secrets = secrets;
    }

    /**
     * One turn.
     *
     * @param writing hears of it while it is written; null when nobody wants to
     */
    public Generation generate(
            Endpoint.Triton endpoint,
            TextModel.Request request,
            List<byte[]> images,
            Instant deadline,
            TextModel.@Nullable Writing writing) {
        LanguageModel model = request.model();
        ModelAddress address = new ModelAddress(
                endpoint.target() == null ? configuredTarget : endpoint.target(),
                endpoint.model(),
                endpoint.version() == null ? "" : endpoint.version(),
                model.secretRef() == null ? null : secrets.resolve(model.secretRef()));
        CallLimit limit = new CallLimit(
                "policy " + request.policyId(),
                model.limits().maxConcurrent(),
                Duration.ofMillis(model.limits().timeoutMillis()));
        TritonClient.Inputs inputs = config -> inputs(address, config, request, images, writing != null);
        TritonClient.Progress progress = writing == null ? TritonClient.Progress.UNHEARD : heard(address, writing);
        ModelReply reply = ModelReply.of(address, client.infer(address, inputs, limit, deadline, progress));
        List<Generation.Token> tokens = tokens(address, reply.texts("logprobs"));
        List<String> reasons = reply.texts("finish_reason");
        return new Generation(
                reply.text("text_output"),
                tokens,
                reasons.isEmpty() ? "" : reasons.getLast(),
                reply.largest("num_input_tokens"),
                reply.sum("num_output_tokens"));
    }

    private static TritonClient.Progress heard(ModelAddress address, TextModel.Writing writing) {
        return new TritonClient.Progress() {
            @Override
            public void begins() {
                writing.begins();
            }

            @Override
            public void came(ModelInferResponse response) {
                try {
                    String piece = String.join(
                            "", ModelReply.of(address, List.of(response)).texts("text_output"));
                    writing.wrote(piece);
                } catch (ExpertException e) {
                    LOG.log(Level.DEBUG, "a piece that cannot be read; the whole reply will say so", e);
                }
            }
        };
    }

    private static List<Tensor> inputs(
            ModelAddress address, ModelConfig config, TextModel.Request request, List<byte[]> images, boolean stream) {
        Set<String> declared =
                config.getInputList().stream().map(ModelInput::getName).collect(Collectors.toSet());
        if (!declared.contains("text_input") || (!images.isEmpty() && !declared.contains("image"))) {
            throw new ExpertException(new Outcome.Refused(
                    "not-a-policy-model",
                    "Model " + address + " has the inputs " + declared + "; a policy needs text_input and, for"
                            + " pictures, image, as Triton's vLLM backend has them."));
        }
        Map<String, Object> sampling = new TreeMap<>(Map.of(
                "temperature", request.temperature(),
                "top_p", 1.0,
                "seed", request.seed(),
                "max_tokens", request.maxTokens(),
                "stop", request.stops(),
                "include_stop_str_in_output", true,
                "logprobs", 0));
        List<Tensor> inputs = new ArrayList<>();
        inputs.add(Tensor.text(
                "text_input",
                QwenTemplate.render(request.messages(), request.model().opensThinking())));
        if (!images.isEmpty()) {
            inputs.add(Tensor.bytes(
                    "image", images.stream().map(Base64.getEncoder()::encode).toList()));
        }
        inputs.add(Tensor.text("sampling_parameters", new String(Json.bytes(sampling), StandardCharsets.UTF_8)));
        inputs.add(Tensor.flag("stream", stream));
        for (String name : List.of(
                "exclude_input_in_output",
                "return_finish_reason",
                "return_logprobs",
                "return_num_input_tokens",
                "return_num_output_tokens")) {
            inputs.add(Tensor.flag(name, true));
        }
        inputs.removeIf(input -> !declared.contains(input.name()));
        return inputs;
    }

    private static List<Generation.Token> tokens(ModelAddress address, List<String> pieces) {
        List<Generation.Token> tokens = new ArrayList<>();
        for (String piece : pieces) {
            for (JsonNode position : json(address, piece)) {
                if (!position.isObject() || position.isEmpty()) {
                    throw malformed(address, "a position of its logprobs names no token");
                }
                // With more than one, the sampled token stands first.
                Map.Entry<String, JsonNode> sampled =
                        position.properties().iterator().next();
                JsonNode told = sampled.getValue();
                if (!sampled.getKey().matches("[0-9]{1,9}")
                        || !told.path("logprob").isNumber()) {
                    throw malformed(address, "its logprobs are not those of Triton's vLLM backend");
                }
                tokens.add(new Generation.Token(
                        Integer.parseInt(sampled.getKey()),
                        told.path("logprob").doubleValue(),
                        told.path("decoded_token").asText("")));
            }
        }
        return tokens;
    }

    private static JsonNode json(ModelAddress address, String piece) {
        try {
            return Json.mapper().readTree(piece);
        } catch (JsonProcessingException e) {
            throw malformed(address, "its logprobs are not JSON");
        }
    }

    private static ExpertException malformed(ModelAddress address, String what) {
        return new ExpertException(new Outcome.Failed(
                "malformed-reply", "The reply of model " + address + " cannot be used: " + what + "."));
    }
}
