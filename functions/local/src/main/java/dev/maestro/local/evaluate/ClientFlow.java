package dev.maestro.local.evaluate;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.evaluate.EvaluationFlow;
import dev.maestro.local.flow.FlowClient;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The flow of this process, or the one that it is attached to. */
public final class ClientFlow implements EvaluationFlow {

    private final FlowClient client;
    private final ObjectStore objects;

    public ClientFlow(FlowClient client, ObjectStore objects) {
        this.client = client;
        this.objects = objects;
    }

    @Override
    public String store(byte[] picture) throws IOException {
        return objects.putContent(picture);
    }

    @Override
    public CompletableFuture<RewardAssigned> submit(TaskSubmitted task) {
        return client.submit(task).getFirst();
    }

    @Override
    public Optional<RewardAssigned> ended(String episodeId) throws IOException {
        return objects.get("episodes/" + episodeId + ".json")
                .map(bytes -> Json.read(RewardAssigned.class, bytes, "malformed-episode"));
    }
}
