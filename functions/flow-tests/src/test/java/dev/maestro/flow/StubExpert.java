package dev.maestro.flow;

import dev.maestro.local.modelserver.EmbeddedModel;
import dev.maestro.local.modelserver.InferenceInput;
import dev.maestro.local.modelserver.InferenceResult;
import dev.maestro.local.modelserver.ModelContract;
import dev.maestro.local.modelserver.ModelException;
import java.util.concurrent.atomic.AtomicInteger;

/** An expert that answers 42 after a while, and counts how often it was asked. */
final class StubExpert implements EmbeddedModel {

    private final AtomicInteger calls = new AtomicInteger();
    private final long millis;

    StubExpert(long millis) {
        this.millis = millis;
    }

    int calls() {
        return calls.get();
    }

    @Override
    public String name() {
        return "stub";
    }

    @Override
    public ModelContract contract() {
        return ModelContract.expert();
    }

    @Override
    public InferenceResult infer(InferenceInput input) throws ModelException {
        calls.incrementAndGet();
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ModelException.failed("interrupted", "the stub was interrupted");
        }
        return InferenceResult.reply(input, "42");
    }
}
