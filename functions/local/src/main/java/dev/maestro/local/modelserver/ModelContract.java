package dev.maestro.local.modelserver;

import dev.maestro.runtime.models.tensor.TensorType;
import java.util.List;

/**
 * Tensors of a model.
 *
 * @param inputs what goes in
 * @param outputs what may come out, without {@code cpu_nanos}, which the server adds to every model
 * @param decoupled whether one request may bring any number of replies; such a model is reached by streaming only
 */
public record ModelContract(List<TensorSpec> inputs, List<TensorSpec> outputs, boolean decoupled) {

    public ModelContract {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * The contract of every expert: that of Triton's vLLM backend, so that a large model behind Triton and a small
     * reader in this process are called alike. Images are base64, as that backend wants them.
     */
    public static ModelContract expert() {
        return new ModelContract(
                List.of(
                        TensorSpec.of("text_input", TensorType.BYTES, 1),
                        TensorSpec.optional("image", TensorType.BYTES, -1),
                        TensorSpec.optional("sampling_parameters", TensorType.BYTES, 1),
                        TensorSpec.optional("stream", TensorType.BOOL, 1),
                        TensorSpec.optional("exclude_input_in_output", TensorType.BOOL, 1),
                        TensorSpec.optional("return_finish_reason", TensorType.BOOL, 1),
                        TensorSpec.optional("return_cumulative_logprob", TensorType.BOOL, 1),
                        TensorSpec.optional("return_logprobs", TensorType.BOOL, 1),
                        TensorSpec.optional("return_num_input_tokens", TensorType.BOOL, 1),
                        TensorSpec.optional("return_num_output_tokens", TensorType.BOOL, 1)),
                List.of(
                        TensorSpec.of("text_output", TensorType.BYTES, -1),
                        TensorSpec.of("finish_reason", TensorType.BYTES, -1),
                        TensorSpec.of("cumulative_logprob", TensorType.FP32, -1),
                        TensorSpec.of("logprobs", TensorType.BYTES, -1),
                        TensorSpec.of("num_input_tokens", TensorType.UINT32, 1),
                        TensorSpec.of("num_output_tokens", TensorType.UINT32, -1)),
                true);
    }

    /**
     * The contract of {@code image-tools}: one image as encoded bytes (not base64) and the operation as JSON, such as
     * {@code {"operation":"crop","x":0,"y":0,"width":10,"height":10,"scale":2.0}}; also {@code upright}, {@code clean}
     * and {@code statistics}. A picture comes back as PNG with its size, statistics as 14 numbers.
     */
    public static ModelContract imageTools() {
        return new ModelContract(
                List.of(TensorSpec.of("image", TensorType.BYTES, 1), TensorSpec.of("text_input", TensorType.BYTES, 1)),
                List.of(
                        TensorSpec.of("image", TensorType.BYTES, 1),
                        TensorSpec.of("width", TensorType.INT64, 1),
                        TensorSpec.of("height", TensorType.INT64, 1),
                        TensorSpec.of("statistics", TensorType.FP32, 14)),
                false);
    }

    /** The contract of {@code text-encoder}: a text in, a point of length 1 out. */
    public static ModelContract textEncoder() {
        return new ModelContract(
                List.of(TensorSpec.of("text_input", TensorType.BYTES, 1)),
                List.of(TensorSpec.of("embedding", TensorType.FP32, 384)),
                false);
    }
}
