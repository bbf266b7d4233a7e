package dev.maestro.runtime.models.triton;

import dev.maestro.core.episode.Json;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.Images;
import dev.maestro.core.registry.Digest;
import dev.maestro.runtime.models.call.CallLimit;
import dev.maestro.runtime.models.call.ExpertCalls;
import dev.maestro.runtime.models.tensor.Tensor;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.wire.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Picture work by the model {@code image-tools} on the model server. */
public final class ModelImages implements Images {

    private static final String MODEL = "image-tools";
    private static final int STATISTICS = 14;

    private final TritonClient client;
    private final ModelAddress address;
    private final CallLimit limit;
    private final Consumer<Usage> meter;

    /**
     * Makes one.
     *
     * @param target {@code host:port} of the model server
     * @param maxConcurrent operations at a time
     * @param timeout of one operation
     */
    public ModelImages(TritonClient client, String target, int maxConcurrent, Duration timeout) {
        this(client, ModelAddress.of(target, MODEL), new CallLimit(MODEL, maxConcurrent, timeout), usage -> {});
    }

    private ModelImages(TritonClient client, ModelAddress address, CallLimit limit, Consumer<Usage> meter) {
        this.client = client;
        this.address = address;
        this.limit = limit;
        this.meter = meter;
    }

    @Override
    public Images metered(Consumer<Usage> added) {
        return new ModelImages(client, address, limit, meter.andThen(added));
    }

    @Override
    public Image crop(Image source, int x, int y, int width, int height, double scale, Instant deadline) {
        return picture(
                source,
                Map.of("operation", "crop", "x", x, "y", y, "width", width, "height", height, "scale", scale),
                deadline);
    }

    @Override
    public Image upright(Image source, Instant deadline) {
        return picture(source, Map.of("operation", "upright"), deadline);
    }

    @Override
    public Image clean(Image source, Instant deadline) {
        return picture(source, Map.of("operation", "clean"), deadline);
    }

    @Override
    public Image marked(Image source, List<Mark> marks, Instant deadline) {
        return picture(source, Map.of("operation", "mark", "marks", marks), deadline);
    }

    @Override
    public double[] statistics(Image source, Instant deadline) {
        float[] values =
                run(source, Map.of("operation", "statistics"), deadline).floats("statistics", STATISTICS);
        double[] statistics = new double[STATISTICS];
        for (int i = 0; i < STATISTICS; i++) {
            statistics[i] = values[i];
        }
        return statistics;
    }

    private Image picture(Image source, Map<String, Object> operation, Instant deadline) {
        ModelReply reply = run(source, operation, deadline);
        byte[] bytes = reply.bytes("image");
        return new Image(Digest.of(bytes), bytes, reply.integer("width"), reply.integer("height"));
    }

    private ModelReply run(Image source, Map<String, Object> operation, Instant deadline) {
        List<Tensor> inputs = List.of(
                Tensor.bytes("image", List.of(source.bytes())),
                Tensor.text("text_input", new String(Json.bytes(operation), StandardCharsets.UTF_8)));
        ModelReply reply = ModelReply.of(address, client.infer(address, config -> inputs, limit, deadline));
        Usage usage = ExpertCalls.usage(Price.FREE, 0, 0, reply.sum("cpu_nanos"));
        meter.accept(new Usage(0, 0, usage.cpuMillis(), 0, 0));
        return reply;
    }
}
