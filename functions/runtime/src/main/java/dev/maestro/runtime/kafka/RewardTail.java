package dev.maestro.runtime.kafka;

import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.RewardAssigned;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Waits for rewards, and for the ends of episodes before them, by tailing their topics, without a group. Starts at its first use. Thread-safe. */
@ApplicationScoped
public class RewardTail {

    private final KafkaClients clients;
    private @Nullable EventTail tail;

    RewardTail(KafkaClients clients) {
        this.clients = clients;
    }

    /**
     * The next reward of a task: ask before the task is published. Completing or cancelling the future ends the wait.
     *
     * @param episodeId the one episode of the task
     * @param onEnd run on the tail's thread when the episode has ended; must not block
     * @throws IllegalStateException when the broker does not answer
     */
    public CompletableFuture<RewardAssigned> await(String taskId, String episodeId, Runnable onEnd) {
        CompletableFuture<RewardAssigned> future = new CompletableFuture<>();
        Runnable reward = tail().watch(taskId, event -> {
            if (event instanceof RewardAssigned assigned) {
                future.complete(assigned);
            }
        });
        Runnable end = tail().watch(episodeId, event -> {
            if (event instanceof EpisodeEnded) {
                onEnd.run();
            }
        });
        CompletableFuture<RewardAssigned> unused = future.whenComplete((assigned, failure) -> {
            reward.run();
            end.run();
        });
        return future;
    }

    private synchronized EventTail tail() {
        EventTail current = tail;
        if (current == null) {
            current = EventTail.positioned(
                    clients, "maestro-reward-tail", List.of(EventType.EPISODE_ENDED, EventType.REWARD_ASSIGNED));
            tail = current;
        }
        return current;
    }

    @PreDestroy
    synchronized void close() {
        if (tail != null) {
            tail.close();
        }
    }
}
