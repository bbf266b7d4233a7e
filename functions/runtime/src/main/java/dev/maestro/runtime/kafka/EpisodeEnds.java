package dev.maestro.runtime.kafka;

import dev.maestro.schema.event.AnswerChunk;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.EventType;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for episodes by tailing their events, without a group: every replica of the gateway sees every end. Starts at
 * its first use. Thread-safe.
 */
@ApplicationScoped
public class EpisodeEnds {

    private final KafkaClients clients;
    private @Nullable EventTail tail;

    EpisodeEnds(KafkaClients clients) {
        this.clients = clients;
    }

    /**
     * The end of an episode, from now on: ask before the task is published. Completing or cancelling the future ends
     * the wait; bound it with {@link CompletableFuture#orTimeout}.
     *
     * @throws IllegalStateException when the broker does not answer
     */
    public CompletableFuture<EpisodeEnded> await(String episodeId) {
        return await(episodeId, ignored -> {});
    }

    /**
     * The end of an episode, and the pieces of its answer before.
     *
     * @param chunks called on the tail's thread; must not block
     * @see #await(String)
     */
    public CompletableFuture<EpisodeEnded> await(String episodeId, Consumer<AnswerChunk> chunks) {
        Waiting end = new Waiting();
        end.unwatch = watch(episodeId, event -> {
            if (event instanceof EpisodeEnded ended) {
                end.complete(ended);
            } else if (event instanceof AnswerChunk chunk) {
                chunks.accept(chunk);
            }
        });
        if (end.isDone()) {
            end.stop();
        }
        return end;
    }

    /** Ends its watch however it completes. */
    private static final class Waiting extends CompletableFuture<EpisodeEnded> {

        private volatile @Nullable Runnable unwatch;

        @Override
        public boolean complete(EpisodeEnded ended) {
            stop();
            return super.complete(ended);
        }

        @Override
        public boolean completeExceptionally(Throwable failure) {
            stop();
            return super.completeExceptionally(failure);
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            stop();
            return super.cancel(mayInterrupt);
        }

        private void stop() {
            Runnable running = unwatch;
            if (running != null) {
                running.run();
            }
        }
    }

    /**
     * Calls for each event of an episode from now on: started, decided, invoked, ended, and pieces of its answer.
     *
     * @param watcher called on the tail's thread; must not block
     * @return ends the watch when run
     * @throws IllegalStateException when the broker does not answer
     */
    public Runnable watch(String episodeId, Consumer<Event> watcher) {
        return tail().watch(episodeId, watcher);
    }

    private synchronized EventTail tail() {
        EventTail current = tail;
        if (current == null) {
            current = EventTail.positioned(
                    clients,
                    "maestro-episode-ends",
                    List.of(
                            EventType.EPISODE_STARTED,
                            EventType.ACTION_DECIDED,
                            EventType.SKILL_INVOKED,
                            EventType.EPISODE_ENDED,
                            EventType.ANSWER_CHUNK));
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
