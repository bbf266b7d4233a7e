package dev.maestro.core.invoke;

import java.util.List;
import java.util.Map;

/**
 * What a skill asks an expert.
 *
 * @param capability which of the expert's capabilities is wanted
 * @param system what the expert is told to be, before the prompt; empty for nothing
 * @param text prompt, or JSON options of an embedded expert
 * @param images in order, perhaps none
 * @param parameters sampling parameters, as Triton's vLLM backend names them
 */
public record ExpertRequest(
        String capability, String system, String text, List<Image> images, Map<String, Object> parameters) {

    public ExpertRequest {
        images = List.copyOf(images);
        parameters = Map.copyOf(parameters);
    }

    public ExpertRequest(String capability, String text, List<Image> images, Map<String, Object> parameters) {
        this(capability, "", text, images, parameters);
    }

    public ExpertRequest(String capability, String text, List<Image> images) {
        this(capability, text, images, Map.of());
    }
}
