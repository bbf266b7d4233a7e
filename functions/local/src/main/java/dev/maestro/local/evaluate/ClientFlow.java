package dev.maestro.local.evaluate;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.evaluate.batch.StoredFlow;
import dev.maestro.local.flow.FlowClient;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import java.util.concurrent.CompletableFuture;

/** The flow of this process, or the one that it is attached to. */
public final class ClientFlow implements StoredFlow {

    private final FlowClient client;
    private final ObjectStore objects;

    public ClientFlow(FlowClient client, ObjectStore objects) {
        this.client = client;
        this.objects = objects;
    }

    @Override
    public ObjectStore objects() {
        return objects;
    }

    @Override
    public CompletableFuture<RewardAssigned> submit(TaskSubmitted task, Runnable onEnd) {
        return client.submit(task, onEnd).getFirst();
    }
}
