package dev.maestro.local.experts;

import dev.maestro.core.episode.Json;
import dev.maestro.local.modelserver.EmbeddedModel;
import dev.maestro.local.modelserver.InferenceInput;
import dev.maestro.local.modelserver.InferenceResult;
import dev.maestro.local.modelserver.ModelContract;
import dev.maestro.local.modelserver.ModelException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;

/** An expert behind the tensors of Triton's vLLM backend: JSON in {@code text_input}, JSON in {@code text_output}. */
final class ExpertModel implements EmbeddedModel {

    private final String name;
    private final String capability;
    private final ExpertEngine engine;

    ExpertModel(String name, String capability, ExpertEngine engine) {
        this.name = name;
        this.capability = capability;
        this.engine = engine;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ModelContract contract() {
        return ModelContract.expert();
    }

    @Override
    public InferenceResult infer(InferenceInput input) throws ModelException {
        try {
            ExpertCall call = ExpertCall.parse(input.text("text_input"), input.bytes("image"), input.cancelled());
            if (!call.capability().equals(capability)) {
                throw ExpertCall.badOptions(
                        name + " can " + capability + ", not \"" + call.capability() + "\"; ask another expert");
            }
            return InferenceResult.reply(input, new String(Json.bytes(engine.answer(call)), StandardCharsets.UTF_8));
        } catch (BadInputException e) {
            throw ModelException.refused(e.code(), e.explanation());
        } catch (CancellationException e) {
            throw ModelException.failed("cancelled", name + " stopped: nobody waits for the answer", e);
        } catch (RuntimeException | LinkageError e) {
            throw ModelException.failed("expert-failed", name + " failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void unload() {
        engine.close();
    }
}
