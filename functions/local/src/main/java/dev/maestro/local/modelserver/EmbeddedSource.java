package dev.maestro.local.modelserver;

import dev.maestro.runtime.models.kserve.ModelConfig;
import dev.maestro.runtime.models.kserve.ModelInput;
import dev.maestro.runtime.models.kserve.ModelOutput;
import dev.maestro.runtime.models.kserve.ModelTransactionPolicy;
import java.util.List;

/** A model that is Java code; its only version is 1. */
record EmbeddedSource(EmbeddedModel model) implements ModelSource {

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public boolean singleObject() {
        return true;
    }

    @Override
    public Loadable read() {
        ModelContract contract = model.contract();
        ModelConfig.Builder config = ModelConfig.newBuilder()
                .setName(model.name())
                .setBackend("maestro")
                .setModelTransactionPolicy(ModelTransactionPolicy.newBuilder().setDecoupled(contract.decoupled()));
        for (TensorSpec input : contract.inputs()) {
            config.addInput(ModelInput.newBuilder()
                    .setName(input.name())
                    .setDataType(input.type().dataType())
                    .addAllDims(input.shape())
                    .setOptional(input.optional()));
        }
        for (TensorSpec output : contract.outputs()) {
            config.addOutput(ModelOutput.newBuilder()
                    .setName(output.name())
                    .setDataType(output.type().dataType())
                    .addAllDims(output.shape()));
        }
        return new Loadable(config.build(), List.of(new Version(1, model)));
    }
}
