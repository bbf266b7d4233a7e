package dev.maestro.runtime.models.triton;

import dev.maestro.core.episode.Json;
import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Experts;
import dev.maestro.core.invoke.Image;
import dev.maestro.runtime.models.call.CallLimit;
import dev.maestro.runtime.models.call.ExpertCalls;
import dev.maestro.runtime.models.call.SecretResolver;
import dev.maestro.runtime.models.kserve.ModelConfig;
import dev.maestro.runtime.models.kserve.ModelInput;
import dev.maestro.runtime.models.tensor.Tensor;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.wire.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Experts behind KServe v2 gRPC, with the tensor names of Triton's vLLM backend; embedded experts look the same.
 *
 * <p>Sends only inputs that the model declares, so that a plain text model without the vLLM switches works too.
 */
public final class TritonExperts implements Experts {

    private final TritonClient client;
    private final String generatingTarget;
    private final String toolsTarget;
    private final SecretResolver secrets;

    /**
     * Makes one for a single model server.
     *
     * @param target {@code host:port} for endpoints without a target
     */
    public TritonExperts(TritonClient client, String target, SecretResolver secrets) {
        this(client, target, target, secrets);
    }

    /**
     * Makes one.
     *
     * @param generatingTarget {@code host:port} for experts that generate and have no target
     * @param toolsTarget the same for the others: readers, detectors, the sandbox for code
     */
    public TritonExperts(TritonClient client, String generatingTarget, String toolsTarget, SecretResolver secrets) {
        this.client = client;
        this.generatingTarget = generatingTarget;
        this.toolsTarget = toolsTarget;
        this.secrets = secrets;
    }

    @Override
    public ExpertReply call(Expert expert, ExpertRequest request, Instant deadline) {
        if (!(expert.endpoint() instanceof Endpoint.Triton endpoint)) {
            throw new IllegalArgumentException("expert '" + expert.id() + "' is not behind Triton");
        }
        ExpertCalls.check(expert, request);
        ModelAddress address = new ModelAddress(
                target(expert, endpoint),
                endpoint.model(),
                endpoint.version() == null ? "" : endpoint.version(),
                expert.secretRef() == null ? null : secrets.resolve(expert.secretRef()));
        CallLimit limit = new CallLimit(
                expert.id(),
                expert.limits().maxConcurrent(),
                Duration.ofMillis(expert.limits().timeoutMillis()));
        ModelReply reply = ModelReply.of(
                address, client.infer(address, config -> inputs(address, config, expert, request), limit, deadline));
        return new ExpertReply(
                reply.text("text_output"),
                ExpertCalls.usage(
                        expert.price(),
                        reply.largest("num_input_tokens"),
                        reply.sum("num_output_tokens"),
                        reply.sum("cpu_nanos")));
    }

    private String target(Expert expert, Endpoint.Triton endpoint) {
        if (endpoint.target() != null) {
            return endpoint.target();
        }
        return expert.capabilities().contains("generate") ? generatingTarget : toolsTarget;
    }

    private static List<Tensor> inputs(ModelAddress address, ModelConfig config, Expert expert, ExpertRequest request) {
        Set<String> declared =
                config.getInputList().stream().map(ModelInput::getName).collect(Collectors.toSet());
        if (!declared.contains("text_input")) {
            throw refused(
                    "not-an-expert",
                    "Model " + address + " has no input 'text_input' but " + declared
                            + "; an expert needs the tensors of Triton's vLLM backend.");
        }
        if (!request.images().isEmpty() && !declared.contains("image")) {
            throw refused("takes-no-images", "Model " + address + " has no input 'image'. Ask it without images.");
        }
        ChatTemplate template =
                expert.chatTemplate() == null ? ChatTemplate.NONE : new ChatTemplate(expert.chatTemplate());
        List<Tensor> inputs = new ArrayList<>();
        inputs.add(Tensor.text(
                "text_input",
                template.apply(
                        request.system(), request.text(), request.images().size())));
        if (!request.images().isEmpty()) {
            inputs.add(Tensor.bytes(
                    "image",
                    request.images().stream()
                            .map(Image::bytes)
                            .map(Base64.getEncoder()::encode)
                            .toList()));
        }
        inputs.add(Tensor.text(
                "sampling_parameters",
                new String(Json.bytes(ExpertCalls.parameters(expert, request)), StandardCharsets.UTF_8)));
        inputs.add(Tensor.flag("stream", false));
        inputs.add(Tensor.flag("exclude_input_in_output", true));
        inputs.add(Tensor.flag("return_finish_reason", true));
        inputs.add(Tensor.flag("return_num_input_tokens", true));
        inputs.add(Tensor.flag("return_num_output_tokens", true));
        inputs.removeIf(input -> !declared.contains(input.name()));
        return inputs;
    }

    private static ExpertException refused(String code, String message) {
        return new ExpertException(new Outcome.Refused(code, message));
    }
}
