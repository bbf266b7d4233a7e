package dev.maestro.runtime.models.triton;

import dev.maestro.core.decide.Scorer;
import dev.maestro.runtime.models.call.CallLimit;
import dev.maestro.runtime.models.tensor.Tensor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The trained part of the pair-scoring policy, served as ONNX by Triton's onnxruntime backend or by the embedded server:
 * inputs {@code candidates} and {@code context}, output {@code scores}.
 */
public final class ModelScorer implements Scorer {

    private final TritonClient client;
    private final ModelAddress address;
    private final CallLimit limit;
    private final InstantSource clock;

    /**
     * Makes one.
     *
     * @param address model, and the version that the policy's version means
     * @param timeout of one decision
     */
    public ModelScorer(TritonClient client, ModelAddress address, Duration timeout, InstantSource clock) {
        this.client = client;
        this.address = address;
        this.limit = new CallLimit(address.model(), Integer.MAX_VALUE, timeout);
        this.clock = clock;
    }

    /**
     * Scores candidates.
     *
     * @throws dev.maestro.core.invoke.ExpertException when the model server gives no scores
     */
    @Override
    public float[] score(float[][] candidates, float[] context) {
        int width = candidates[0].length;
        float[] rows = new float[candidates.length * width];
        for (int i = 0; i < candidates.length; i++) {
            System.arraycopy(candidates[i], 0, rows, i * width, width);
        }
        List<Tensor> inputs = List.of(
                new Tensor.Floats("candidates", List.of((long) candidates.length, (long) width), rows),
                Tensor.floats("context", context));
        Instant deadline = clock.instant().plus(limit.timeout());
        return ModelReply.of(address, client.infer(address, config -> inputs, limit, deadline))
                .floats("scores", candidates.length);
    }
}
