package dev.maestro.evaluate;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.evaluate.batch.StoredFlow;
import dev.maestro.core.task.EpisodeIds;
import dev.maestro.runtime.EventPublisher;
import dev.maestro.runtime.kafka.RewardTail;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The flow over its topics. */
@ApplicationScoped
public class PublishedFlow implements StoredFlow {

    private final ObjectStore objects;
    private final EventPublisher publisher;
    private final RewardTail rewards;

    PublishedFlow(ObjectStore objects, EventPublisher publisher, RewardTail rewards) {
        this.objects = objects;
        this.publisher = publisher;
        this.rewards = rewards;
    }

    @Override
    public ObjectStore objects() {
        return objects;
    }

    @Override
    public CompletableFuture<RewardAssigned> submit(TaskSubmitted task, Runnable onEnd) {
        CompletableFuture<RewardAssigned> reward =
                rewards.await(task.taskId(), EpisodeIds.episodeId(task.taskId(), 0), onEnd);
        publisher.publish(List.of(task));
        return reward;
    }
}
