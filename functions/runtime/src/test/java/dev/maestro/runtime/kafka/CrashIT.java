package dev.maestro.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.wire.EpisodeEnd;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A lane that is abandoned at the worst moment leaves to the next one what a killed process leaves. */
@QuarkusTest
@WithTestResource(BrokerResource.class)
class CrashIT extends LaneHarness {

    @Test
    void writesTheSameBytesAfterItEndedBetweenJournalAndCommit() throws Exception {
        StoppingStore stopping = new StoppingStore(store(), "hops/decide/journalled-0/0/task", true);
        run(stopping, Loop.decide(this::count), Loop.invoke(state -> {}));
        CompletableFuture<EpisodeEnded> end = end("journalled-0");
        publisher.publish(List.of(Loop.start("journalled-0")));
        assertThat(stopping.reached.tryAcquire(LONG.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        stop();
        byte[] journalled = store().get("hops/decide/journalled-0/0/task/0").orElseThrow();

        run(Loop.decide(this::count), Loop.invoke(state -> {}));
        EpisodeEnded ended = end.get();

        assertThat(ended.end()).isEqualTo(new EpisodeEnd.Answered("42"));
        assertThat(calls.get("journalled-0/0")).hasValue(1);
        assertThat(records(EventType.ACTION_DECIDED, "journalled")).hasSize(Loop.STEPS);
        assertThat(HopEntry.decode(journalled).outputs().getFirst().value())
                .isEqualTo(records(EventType.ACTION_DECIDED, "journalled")
                        .getFirst()
                        .value());
    }

    @Test
    void repeatsOneCallAfterItEndedBetweenCallAndJournal() throws Exception {
        StoppingStore stopping = new StoppingStore(store(), "hops/decide/called-0/0/task", false);
        run(stopping, Loop.decide(this::count), Loop.invoke(state -> {}));
        CompletableFuture<EpisodeEnded> end = end("called-0");
        publisher.publish(List.of(Loop.start("called-0")));
        assertThat(stopping.reached.tryAcquire(LONG.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        stop();

        run(Loop.decide(this::count), Loop.invoke(state -> {}));
        EpisodeEnded ended = end.get();

        assertThat(ended.end()).isEqualTo(new EpisodeEnd.Answered("42"));
        assertThat(calls.get("called-0/0")).hasValue(2);
        assertThat(calls.get("called-0/1")).hasValue(1);
        assertThat(records(EventType.ACTION_DECIDED, "called")).hasSize(Loop.STEPS);
    }

    @Test
    void givesUpARecordThatEndsTheProcessAgainAndAgain() throws Exception {
        CompletableFuture<EpisodeEnded> end = end("poison");
        publisher.publish(List.of(Loop.start("poison")));
        int lives = 0;
        while (!end.isDone() && lives < 10) {
            lives++;
            Semaphore reached = new Semaphore(0);
            CountDownLatch never = new CountDownLatch(1);
            end.whenComplete((ended, failure) -> reached.release()).isDone();
            run(
                    Loop.decide(state -> {
                        count(state);
                        if (state.episodeId().equals("poison")) {
                            reached.release();
                            await(never);
                        }
                    }),
                    Loop.invoke(state -> {}));
            assertThat(reached.tryAcquire(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            stop();
        }

        assertThat(end.get().end()).isInstanceOfSatisfying(EpisodeEnd.Broken.class, broken -> assertThat(broken.code())
                .isEqualTo("tries-exhausted"));
        assertThat(calls.get("poison/0")).hasValueBetween(settings.maxTries(), settings.maxTries() + 1);
        assertThat(lettersOf("poison")).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the lane stops", e);
        }
    }

    /** Stands still for ever, until interrupted, at the first put of a name: after it or before it. */
    private static final class StoppingStore implements ObjectStore {

        private final Semaphore reached = new Semaphore(0);
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final ObjectStore store;
        private final String prefix;
        private final boolean after;

        StoppingStore(ObjectStore store, String prefix, boolean after) {
            this.store = store;
            this.prefix = prefix;
            this.after = after;
        }

        @Override
        public boolean putIfAbsent(String name, byte[] bytes) throws IOException {
            if (!name.startsWith(prefix) || stopped.getAndSet(true)) {
                return store.putIfAbsent(name, bytes);
            }
            if (after) {
                store.putIfAbsent(name, bytes);
            }
            reached.release();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("the process ends here");
        }

        @Override
        public String putContent(byte[] bytes) throws IOException {
            return store.putContent(bytes);
        }

        @Override
        public void put(String name, byte[] bytes) throws IOException {
            store.put(name, bytes);
        }

        @Override
        public Optional<byte[]> get(String name) throws IOException {
            return store.get(name);
        }
    }
}
