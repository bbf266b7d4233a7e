package dev.maestro.local.modelserver;

import dev.maestro.runtime.models.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Inputs of one inference, by name.
 *
 * @param tensors fit the contract of the model
 * @param cancelled true once nobody waits for the result; long work looks at it now and then
 */
public record InferenceInput(Map<String, Tensor> tensors, BooleanSupplier cancelled) {

    public InferenceInput {
        tensors = Map.copyOf(tensors);
    }

    /** A tensor, or empty when it was left out. */
    public Optional<Tensor> tensor(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /**
     * First element of a BYTES tensor, as UTF-8.
     *
     * @throws ModelException when it was left out or is empty
     */
    public String text(String name) throws ModelException {
        return optionalText(name)
                .orElseThrow(() -> ModelException.refused("missing-input", "input '" + name + "' has no element"));
    }

    /** First element of a BYTES tensor, as UTF-8; empty when there is none. */
    public Optional<String> optionalText(String name) {
        return bytes(name).stream().findFirst().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Elements of a BYTES tensor; none when it was left out. */
    public List<byte[]> bytes(String name) {
        return tensors.get(name) instanceof Tensor.Bytes bytes ? bytes.elements() : List.of();
    }

    /** First element of a BOOL tensor; false when it was left out. */
    public boolean flag(String name) {
        return tensors.get(name) instanceof Tensor.Booleans booleans
                && booleans.values().length > 0
                && booleans.values()[0];
    }

    /**
     * The images of an expert's input {@code image}, decoded from base64; none when it was left out.
     *
     * @throws ModelException {@code not-base64}
     */
    public List<byte[]> images() throws ModelException {
        List<byte[]> images = new ArrayList<>();
        for (byte[] element : bytes("image")) {
            try {
                images.add(Base64.getDecoder().decode(element));
            } catch (IllegalArgumentException e) {
                throw ModelException.refused(
                        "not-base64",
                        "image " + images.size() + " of input 'image' is not base64: " + e.getMessage()
                                + "; send the encoded picture file as base64");
            }
        }
        return images;
    }
}
