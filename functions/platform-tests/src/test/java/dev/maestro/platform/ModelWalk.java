package dev.maestro.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks a document against the Java model of its kind: what the model does not keep when it reads and writes the
 * document again, it does not know.
 */
final class ModelWalk {

    private final KubernetesSerialization models = new KubernetesSerialization();

    /** What is wrong; empty when there is no model of that kind. */
    Optional<List<String>> errors(JsonNode document) throws JsonProcessingException {
        Object read;
        try {
            read = models.unmarshal(document.toString());
        } catch (IllegalArgumentException e) {
            return Optional.of(List.of(String.valueOf(e.getMessage())));
        }
        if (!(read instanceof HasMetadata) || read instanceof GenericKubernetesResource) {
            return Optional.empty();
        }
        List<String> errors = new ArrayList<>();
        unknown(read, "$", errors);
        return Optional.of(errors);
    }

    /** Fields that a model does not know land in its additional properties. */
    private void unknown(Object value, String path, List<String> errors) {
        if (value instanceof Iterable<?> items) {
            int index = 0;
            for (Object item : items) {
                unknown(item, path + "[" + index++ + "]", errors);
            }
            return;
        }
        if (value == null || !value.getClass().getName().startsWith("io.fabric8.")) {
            return;
        }
        for (java.lang.reflect.Method method : value.getClass().getMethods()) {
            if (method.getParameterCount() != 0 || !method.getName().startsWith("get") || method.isBridge()) {
                continue;
            }
            Object child;
            try {
                child = method.invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(method.toString(), e);
            }
            if (method.getName().equals("getAdditionalProperties")) {
                if (child instanceof java.util.Map<?, ?> more && !more.isEmpty()) {
                    errors.add(path + " does not know " + more.keySet());
                }
            } else if (child instanceof java.util.Map<?, ?> map) {
                map.forEach((key, item) ->
                        unknown(item, path + "." + method.getName().substring(3) + "." + key, errors));
            } else {
                unknown(child, path + "." + method.getName().substring(3), errors);
            }
        }
    }
}
