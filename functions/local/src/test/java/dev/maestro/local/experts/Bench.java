package dev.maestro.local.experts;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import dev.maestro.local.modelserver.EmbeddedModel;
import dev.maestro.local.modelserver.InferenceInput;
import dev.maestro.local.modelserver.InferenceResult;
import dev.maestro.local.modelserver.ModelException;
import dev.maestro.runtime.models.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls the embedded experts as the model server does. */
final class Bench {

    /** Unpacked once for all tests of a build. */
    static final EmbeddedExperts EXPERTS = new EmbeddedExperts(Path.of("target", "native"));

    private Bench() {}

    static EmbeddedModel model(String name) {
        return EXPERTS.models().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What an expert answers. */
    static JsonNode ask(String expert, String capability, String options, byte[]... images) throws ModelException {
        return json(infer(expert, "{\"capability\":\"" + capability + "\",\"options\":" + options + "}", images));
    }

    /** What a detector answers to options, given without their braces. */
    static JsonNode detect(String expert, String options, Drawing drawing) throws ModelException {
        return ask(expert, "detect", "{" + options + "}", drawing.png());
    }

    static ModelException refusal(String model, String request, byte[]... images) {
        return catchThrowableOfType(ModelException.class, () -> infer(model, request, images));
    }

    static InferenceResult infer(String model, String request, byte[]... images) throws ModelException {
        Map<String, Tensor> tensors = new HashMap<>();
        tensors.put("text_input", Tensor.text("text_input", request));
        if (images.length > 0) {
            tensors.put("image", Tensor.bytes("image", List.of(images)));
        }
        return model(model).infer(new InferenceInput(tensors, () -> false));
    }

    static JsonNode json(InferenceResult result) {
        try {
            return Json.mapper()
                    .readTree(((Tensor.Bytes) output(result, "text_output"))
                            .elements()
                            .getFirst());
        } catch (IOException e) {
            throw new IllegalStateException("the answer is not JSON", e);
        }
    }

    static Tensor output(InferenceResult result, String name) {
        return result.outputs().stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The picture that image-tools makes. */
    static byte[] picture(String operation, byte[] image) throws ModelException {
        return ((Tensor.Bytes) output(infer("image-tools", operation, image), "image"))
                .elements()
                .getFirst();
    }

    static List<String> texts(JsonNode reading) {
        List<String> texts = new ArrayList<>();
        reading.path("lines").forEach(line -> texts.add(line.path("text").asText()));
        return texts;
    }
}
