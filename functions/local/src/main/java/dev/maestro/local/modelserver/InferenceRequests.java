package dev.maestro.local.modelserver;

import dev.maestro.runtime.models.kserve.InferParameter;
import dev.maestro.runtime.models.kserve.ModelInferRequest;
import dev.maestro.runtime.models.kserve.ModelInferRequest.InferRequestedOutputTensor;
import dev.maestro.runtime.models.kserve.ModelInferResponse;
import dev.maestro.runtime.models.tensor.Tensor;
import dev.maestro.runtime.models.tensor.TensorCodec;
import dev.maestro.runtime.models.tensor.TensorType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Requests against the contract of a model, and responses of its results. */
final class InferenceRequests {

    /** The output that every model has: CPU time of the inference. */
    static final TensorSpec CPU_NANOS = TensorSpec.of("cpu_nanos", TensorType.INT64, 1);

    private static final String WRONG_TENSOR = "wrong-tensor";

    private InferenceRequests() {}

    /**
     * The inputs of a request, checked.
     *
     * @throws ModelException {@code wrong-tensor}, naming the tensor and what was expected
     */
    static InferenceInput input(ServedVersion version, ModelInferRequest request, BooleanSupplier cancelled)
            throws ModelException {
        ModelContract contract = version.model().contract();
        String model = version.model().name();
        Map<String, Tensor> tensors = new HashMap<>();
        for (Tensor tensor : decoded(request)) {
            TensorSpec spec = contract.inputs().stream()
                    .filter(input -> input.name().equals(tensor.name()))
                    .findFirst()
                    .orElseThrow(() -> wrong("unexpected inference input '" + tensor.name() + "' for model '" + model
                            + "'; expected " + names(contract.inputs())));
            check(model, spec, tensor, version.config().getMaxBatchSize());
            if (tensors.put(tensor.name(), tensor) != null) {
                throw wrong("input '" + tensor.name() + "' for model '" + model + "' is there twice");
            }
        }
        for (TensorSpec spec : contract.inputs()) {
            if (!spec.optional() && !tensors.containsKey(spec.name())) {
                throw wrong("input '" + spec.name() + "' for model '" + model + "' is missing; expected " + spec.type()
                        + " of shape " + spec.shape());
            }
        }
        for (InferRequestedOutputTensor output : request.getOutputsList()) {
            if (!output.getName().equals(CPU_NANOS.name())
                    && contract.outputs().stream().noneMatch(spec -> spec.name().equals(output.getName()))) {
                throw wrong("unexpected inference output '" + output.getName() + "' for model '" + model
                        + "'; expected " + names(contract.outputs()));
            }
        }
        return new InferenceInput(tensors, cancelled);
    }

    private static List<Tensor> decoded(ModelInferRequest request) throws ModelException {
        try {
            return TensorCodec.inputs(request);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private static void check(String model, TensorSpec spec, Tensor tensor, int maxBatch) throws ModelException {
        if (spec.type() != tensor.type()) {
            throw wrong("input '" + spec.name() + "' for model '" + model + "' is " + tensor.type() + "; expected "
                    + spec.type());
        }
        if (!spec.admits(tensor.shape())) {
            throw wrong("input '" + spec.name() + "' for model '" + model + "' has shape " + tensor.shape()
                    + "; expected " + spec.shape());
        }
        if (maxBatch > 0 && tensor.shape().getFirst() > maxBatch) {
            throw wrong("inference request batch-size must be <= " + maxBatch + " for '" + model + "'; input '"
                    + spec.name() + "' has " + tensor.shape().getFirst());
        }
    }

    private static List<String> names(List<TensorSpec> specs) {
        return specs.stream().map(TensorSpec::name).toList();
    }

    private static ModelException wrong(String message) {
        return ModelException.refused(WRONG_TENSOR, message);
    }

    /** A response of a decoupled model that goes on. */
    static ModelInferResponse earlier(ServedVersion version, ModelInferRequest request, InferenceResult result) {
        return response(version, request, result, 0).toBuilder()
                .putParameters(
                        "triton_final_response",
                        InferParameter.newBuilder().setBoolParam(false).build())
                .build();
    }

    /** The response to a request: the outputs asked for, or all. */
    static ModelInferResponse response(
            ServedVersion version, ModelInferRequest request, InferenceResult result, long cpuNanos) {
        ModelInferResponse.Builder response = ModelInferResponse.newBuilder()
                .setModelName(version.model().name())
                .setModelVersion(version.version())
                .setId(request.getId())
                .putParameters(
                        CPU_NANOS.name(),
                        InferParameter.newBuilder().setInt64Param(cpuNanos).build());
        if (version.model().contract().decoupled()) {
            response.putParameters(
                    "triton_final_response",
                    InferParameter.newBuilder().setBoolParam(true).build());
        }
        Set<String> wanted = request.getOutputsList().stream()
                .map(InferRequestedOutputTensor::getName)
                .collect(Collectors.toSet());
        for (Tensor output : result.outputs()) {
            if (wanted.isEmpty() || wanted.contains(output.name())) {
                TensorCodec.add(response, output);
            }
        }
        if (wanted.isEmpty() || wanted.contains(CPU_NANOS.name())) {
            TensorCodec.add(response, Tensor.longs(CPU_NANOS.name(), cpuNanos));
        }
        return response.build();
    }
}
