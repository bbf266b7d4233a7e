package dev.maestro.runtime.models;

import dev.maestro.core.decide.Scorer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The residual network of the pair-scoring policy, served as ONNX on the model server. */
public final class TritonScorer implements Scorer {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final TritonClient client;
    private final ModelAddress address;
    private final InstantSource clock;

    /**
     * Makes one.
     *
     * @param address which model in which version
     * @param clock for deadlines
     */
    public TritonScorer(TritonClient client, ModelAddress address, InstantSource clock) {
        this.client = client;
        this.address = address;
        this.clock = clock;
    }

    /**
     * {@inheritDoc}
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
                new Tensor.Floats("context", List.of((long) context.length), context));
        TritonClient.Limit limit = new TritonClient.Limit(address.model(), Integer.MAX_VALUE, TIMEOUT);
        return ModelReply.of(
                        address,
                        client.infer(
                                address,
                                config -> inputs,
                                limit,
                                clock.instant().plus(TIMEOUT)))
                .floats("scores", candidates.length);
    }
}
