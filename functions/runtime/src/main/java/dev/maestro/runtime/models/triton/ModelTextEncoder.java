package dev.maestro.runtime.models.triton;

import dev.maestro.core.observe.Remembered;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.runtime.models.call.CallLimit;
import dev.maestro.runtime.models.tensor.Tensor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Texts as vectors, by the model {@code text-encoder} on the model server; remembers the latest ones. */
public final class ModelTextEncoder implements TextEncoder {

    private static final String MODEL = "text-encoder";

    private final TritonClient client;
    private final ModelAddress address;
    private final CallLimit limit;
    private final InstantSource clock;
    private final Remembered<String, float[]> cache;

    /**
     * Makes one.
     *
     * @param target {@code host:port} of the model server
     * @param timeout of one text
     * @param cached texts to remember, about 2 KB each
     */
    public ModelTextEncoder(TritonClient client, String target, Duration timeout, int cached, InstantSource clock) {
        this.client = client;
        this.address = ModelAddress.of(target, MODEL);
        this.limit = new CallLimit(MODEL, Integer.MAX_VALUE, timeout);
        this.clock = clock;
        this.cache = new Remembered<>(cached, this::ask);
    }

    /**
     * The point of a text.
     *
     * @throws dev.maestro.core.invoke.ExpertException when the model server gives none
     */
    @Override
    public float[] encode(String text) {
        if (text.isBlank()) {
            return new float[DIMENSIONS];
        }
        return cache.get(text).clone();
    }

    private float[] ask(String text) {
        Instant deadline = clock.instant().plus(limit.timeout());
        return ModelReply.of(
                        address,
                        client.infer(address, config -> List.of(Tensor.text("text_input", text)), limit, deadline))
                .floats("embedding", DIMENSIONS);
    }
}
