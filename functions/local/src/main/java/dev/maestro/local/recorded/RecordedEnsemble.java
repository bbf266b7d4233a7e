package dev.maestro.local.recorded;

import dev.maestro.lab.traffic.Fault;
import dev.maestro.lab.traffic.RecordedTrafficServer;
import dev.maestro.lab.traffic.Recording;
import dev.maestro.local.modelserver.EmbeddedModel;
import dev.maestro.local.modelserver.EmbeddedModelServer;
import dev.maestro.local.modelserver.ModelServerSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * All models of a recording, served twice: by an OpenAI-compatible endpoint and as vLLM on Triton. On loopback.
 * Thread-safe.
 */
public final class RecordedEnsemble implements AutoCloseable {

    private static final int THREADS = 16;
    private static final int QUEUED = 256;

    private final RecordedTrafficServer openAi;
    private final EmbeddedModelServer triton;
    private final Map<String, RecordedModel> models;
    private final Queue<Fault> faults;

    private RecordedEnsemble(
            RecordedTrafficServer openAi,
            EmbeddedModelServer triton,
            Map<String, RecordedModel> models,
            Queue<Fault> faults) {
        this.openAi = openAi;
        this.triton = triton;
        this.models = models;
        this.faults = faults;
    }

    /**
     * Starts both endpoints.
     *
     * @param openAiPort 0 for any free one
     * @param tritonPort 0 for any free one
     */
    public static RecordedEnsemble start(Recording recording, int openAiPort, int tritonPort) throws IOException {
        Queue<Fault> faults = new ConcurrentLinkedQueue<>();
        Map<String, RecordedModel> models = new LinkedHashMap<>();
        recording.models().forEach(name -> models.put(name, new RecordedModel(name, recording, faults)));
        RecordedTrafficServer openAi = RecordedTrafficServer.start(recording, openAiPort, null);
        try {
            List<EmbeddedModel> served = new ArrayList<>(models.values());
            EmbeddedModelServer triton = EmbeddedModelServer.start(
                    ModelServerSettings.onPort(tritonPort).withThreads(THREADS, QUEUED), served);
            return new RecordedEnsemble(openAi, triton, models, faults);
        } catch (IOException | RuntimeException e) {
            openAi.close();
            throw e;
        }
    }

    /** Base URL of the OpenAI-compatible endpoint. */
    public String url() {
        return openAi.url();
    }

    /** {@code host:port} of the Triton endpoint. */
    public String target() {
        return triton.target();
    }

    /** The OpenAI-compatible endpoint. */
    public RecordedTrafficServer openAi() {
        return openAi;
    }

    /** A model of the Triton endpoint. */
    public RecordedModel model(String name) {
        RecordedModel model = models.get(name);
        if (model == null) {
            throw new IllegalArgumentException("the recording has no model " + name);
        }
        return model;
    }

    /** Lets the next inferences of the Triton endpoint go wrong, one fault each, in order. */
    public void next(Fault... coming) {
        faults.addAll(List.of(coming));
    }

    @Override
    public void close() {
        openAi.close();
        triton.close();
    }
}
