package dev.maestro.local.modelserver;

import dev.maestro.runtime.models.tensor.Tensor;
import dev.maestro.runtime.models.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Outputs of one inference.
 *
 * @param outputs named as the contract says
 */
public record InferenceResult(List<Tensor> outputs) {

    public InferenceResult {
        outputs = List.copyOf(outputs);
    }

    /** These outputs. */
    public static InferenceResult of(Tensor... outputs) {
        return new InferenceResult(List.of(outputs));
    }

    /**
     * What an expert says, with the extra outputs that the caller switched on. An embedded expert has no tokens, so
     * their counts are 0 and there are no log-probabilities.
     */
    public static InferenceResult reply(InferenceInput input, String text) {
        List<Tensor> outputs = new ArrayList<>();
        outputs.add(Tensor.text("text_output", text));
        if (input.flag("return_finish_reason")) {
            outputs.add(Tensor.text("finish_reason", "stop"));
        }
        for (String counted : List.of("num_input_tokens", "num_output_tokens")) {
            if (input.flag("return_" + counted)) {
                outputs.add(new Tensor.Integers(counted, TensorType.UINT32, List.of(1L), new long[] {0}));
            }
        }
        return new InferenceResult(outputs);
    }
}
