package dev.maestro.evaluate;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.evaluate.EvaluationFlow;
import dev.maestro.runtime.EventPublisher;
import dev.maestro.runtime.kafka.RewardTail;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The flow over its topics. */
@ApplicationScoped
public class PublishedFlow implements EvaluationFlow {

    private final ObjectStore objects;
    private final EventPublisher publisher;
    private final RewardTail rewards;

    PublishedFlow(ObjectStore objects, EventPublisher publisher, RewardTail rewards) {
        this.objects = objects;
        this.publisher = publisher;
        this.rewards = rewards;
    }

    @Override
    public String store(byte[] picture) throws IOException {
        return objects.putContent(picture);
    }

    @Override
    public CompletableFuture<RewardAssigned> submit(TaskSubmitted task) {
        CompletableFuture<RewardAssigned> reward = rewards.await(task.taskId());
        publisher.publish(List.of(task));
        return reward;
    }

    @Override
    public Optional<RewardAssigned> ended(String episodeId) throws IOException {
        return objects.get("episodes/" + episodeId + ".json")
                .map(bytes -> Json.read(RewardAssigned.class, bytes, "malformed-episode"));
    }
}
