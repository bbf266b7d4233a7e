package dev.maestro.local.modelserver;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.maestro.runtime.models.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One version of an ONNX model, run by ONNX Runtime on the calling thread. */
final class OnnxModel implements EmbeddedModel {

    private final String name;
    private final ModelContract contract;
    private final Path file;
    private volatile @Nullable OrtSession session;

    OnnxModel(String name, ModelContract contract, Path file) {
        this.name = name;
        this.contract = contract;
        this.file = file;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ModelContract contract() {
        return contract;
    }

    @Override
    public void load() throws ModelException {
        OrtSession opened;
        try (SessionOptions options = OnnxEnvironment.sessionOptions()) {
            opened = OnnxEnvironment.use(environment -> environment.createSession(file.toString(), options));
        } catch (OrtException e) {
            throw ModelException.failed(
                    "not-onnx", file.getFileName() + " of '" + name + "' cannot be opened: " + e.getMessage(), e);
        }
        session = opened;
        try {
            checkNames("input", contract.inputs(), opened.getInputNames());
            checkNames("output", contract.outputs(), opened.getOutputNames());
        } catch (ModelException e) {
            unload();
            throw e;
        }
    }

    private void checkNames(String what, List<TensorSpec> configured, Set<String> found) throws ModelException {
        for (TensorSpec spec : configured) {
            if (!found.contains(spec.name())) {
                throw ModelException.failed(
                        "config-mismatch",
                        "config.pbtxt of '" + name + "' names the " + what + " '" + spec.name()
                                + "', but the model has " + found);
            }
        }
        if (what.equals("input") && configured.size() != found.size()) {
            throw ModelException.failed(
                    "config-mismatch",
                    "config.pbtxt of '" + name + "' lists " + configured.size() + " inputs, but the model has "
                            + found);
        }
    }

    @Override
    public void unload() {
        OrtSession closing = session;
        session = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (OrtException e) {
                throw new IllegalStateException("cannot close the session of '" + name + "'", e);
            }
        }
    }

    @Override
    public InferenceResult infer(InferenceInput input) throws ModelException {
        OrtSession open = session;
        if (open == null) {
            throw ModelException.failed("not-loaded", "model '" + name + "' is not loaded");
        }
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (Tensor tensor : input.tensors().values()) {
                inputs.put(tensor.name(), OnnxEnvironment.use(environment -> OnnxTensors.of(environment, tensor)));
            }
            List<Tensor> outputs = new ArrayList<>();
            try (OrtSession.Result result = OnnxEnvironment.use(environment -> open.run(inputs))) {
                for (TensorSpec spec : contract.outputs()) {
                    OnnxValue value = result.get(spec.name())
                            .orElseThrow(() -> ModelException.failed(
                                    "missing-output", "model '" + name + "' gave no output '" + spec.name() + "'"));
                    outputs.add(OnnxTensors.read(spec, value));
                }
            }
            return new InferenceResult(outputs);
        } catch (OrtException e) {
            String message = "model '" + name + "': " + e.getMessage();
            throw e.getCode() == OrtException.OrtErrorCode.ORT_INVALID_ARGUMENT
                    ? ModelException.refused("invalid-argument", message)
                    : ModelException.failed("onnx-failed", message, e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }
}
