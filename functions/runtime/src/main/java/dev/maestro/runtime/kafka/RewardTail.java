package dev.maestro.runtime.kafka;

import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.RewardAssigned;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Waits for rewards by tailing their topic, without a group. Starts at its first use. Thread-safe. */
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
     * @throws IllegalStateException when the broker does not answer
     */
    public CompletableFuture<RewardAssigned> await(String taskId) {
        CompletableFuture<RewardAssigned> future = new CompletableFuture<>();
        Runnable unwatch = tail().watch(taskId, event -> {
            if (event instanceof RewardAssigned reward) {
                future.complete(reward);
            }
        });
        CompletableFuture<RewardAssigned> unused = future.whenComplete((reward, failure) -> unwatch.run());
        return future;
    }

    private synchronized EventTail tail() {
        EventTail current = tail;
        if (current == null) {
            current = EventTail.positioned(clients, "maestro-reward-tail", List.of(EventType.REWARD_ASSIGNED));
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
