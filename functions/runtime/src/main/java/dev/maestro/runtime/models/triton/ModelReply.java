package dev.maestro.runtime.models.triton;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.runtime.models.kserve.ModelInferResponse;
import dev.maestro.runtime.models.tensor.Tensor;
import dev.maestro.runtime.models.tensor.TensorCodec;
import dev.maestro.schema.wire.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All output tensors of one inference, in the order of its responses. What a caller cannot do without and is not there
 * is an {@link ExpertException} with {@code Failed("malformed-reply")}.
 */
record ModelReply(ModelAddress address, List<Tensor> tensors) {

    static ModelReply of(ModelAddress address, List<ModelInferResponse> responses) {
        List<Tensor> tensors = new ArrayList<>();
        try {
            for (ModelInferResponse response : responses) {
                tensors.addAll(TensorCodec.outputs(response));
            }
        } catch (IllegalArgumentException e) {
            throw malformed(address, String.valueOf(e.getMessage()));
        }
        return new ModelReply(address, tensors);
    }

    /** Texts of a BYTES output, one after the other; the pieces of a streamed text make the whole. */
    String text(String name) {
        StringBuilder text = new StringBuilder();
        boolean found = false;
        for (Tensor tensor : tensors) {
            if (tensor.name().equals(name) && tensor instanceof Tensor.Bytes bytes) {
                found = true;
                for (byte[] element : bytes.elements()) {
                    text.append(new String(element, StandardCharsets.UTF_8));
                }
            }
        }
        if (!found) {
            throw malformed(address, "there is no BYTES output '" + name + "'");
        }
        return text.toString();
    }

    /** Elements of a BYTES output in all responses, as UTF-8; none when there is no such output. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Tensor tensor : tensors) {
            if (tensor.name().equals(name) && tensor instanceof Tensor.Bytes bytes) {
                bytes.elements().forEach(element -> texts.add(new String(element, StandardCharsets.UTF_8)));
            }
        }
        return texts;
    }

    /** Elements of a BYTES output. */
    byte[] bytes(String name) {
        return find(name, Tensor.Bytes.class)
                .filter(bytes -> bytes.elements().size() == 1)
                .orElseThrow(() -> malformed(address, "there is no BYTES output '" + name + "' of one element"))
                .elements()
                .getFirst();
    }

    /** Elements of an FP32 output of that length. */
    float[] floats(String name, int length) {
        return find(name, Tensor.Floats.class)
                .filter(floats -> floats.values().length == length)
                .orElseThrow(
                        () -> malformed(address, "there is no FP32 output '" + name + "' of " + length + " elements"))
                .values();
    }

    /** The one element of an integer output. */
    int integer(String name) {
        return find(name, Tensor.Integers.class)
                .filter(integers -> integers.values().length == 1)
                .map(integers -> Math.toIntExact(integers.values()[0]))
                .orElseThrow(() -> malformed(address, "there is no integer output '" + name + "' of one element"));
    }

    /** Sum over all elements of an integer output in all responses; 0 when there is none. */
    long sum(String name) {
        return values(name).stream().mapToLong(Long::longValue).sum();
    }

    /** Largest element of an integer output in all responses; 0 when there is none. */
    long largest(String name) {
        return values(name).stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private List<Long> values(String name) {
        List<Long> values = new ArrayList<>();
        for (Tensor tensor : tensors) {
            if (tensor.name().equals(name) && tensor instanceof Tensor.Integers integers) {
                for (long value : integers.values()) {
                    values.add(Math.max(0, value));
                }
            }
        }
        return values;
    }

    private <T extends Tensor> Optional<T> find(String name, Class<T> type) {
        return tensors.stream()
                .filter(tensor -> tensor.name().equals(name))
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private static ExpertException malformed(ModelAddress address, String what) {
        return new ExpertException(new Outcome.Failed(
                "malformed-reply", "The reply of model " + address + " does not fit its contract: " + what + "."));
    }
}
