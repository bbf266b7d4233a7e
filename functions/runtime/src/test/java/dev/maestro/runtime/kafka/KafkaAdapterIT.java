package dev.maestro.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.runtime.StepFunction;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.wire.EpisodeEnd;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BrokerResource.class)
class KafkaAdapterIT extends LaneHarness {

    @Test
    void takesEpisodesThroughTheirStepsToTheirEnds() throws Exception {
        run(Loop.decide(this::count), Loop.invoke(this::count));
        LogChecker.Count before = new LogChecker(clients.settings()).check();

        List<EpisodeEnded> ended = play(ids("plain", 20));

        LogChecker.Count after = new LogChecker(clients.settings()).check();
        assertThat(ended).hasSize(20).allSatisfy(end -> assertThat(end.state().steps())
                .hasSize(Loop.STEPS));
        assertThat(after.answered() - before.answered()).isEqualTo(20);
        assertThat(after.lost()).isEqualTo(before.lost());
        assertThat(after.doubled()).isEqualTo(before.doubled());
    }

    @Test
    void givesARecordThatIsOnItsTopicTwiceOneEffect() throws Exception {
        run(twice(Loop.decide(this::count)), twice(Loop.invoke(this::count)));
        List<Event> starts = new ArrayList<>();
        List<CompletableFuture<EpisodeEnded>> waiting = new ArrayList<>();
        for (String id : ids("twice", 10)) {
            waiting.add(end(id));
            starts.add(Loop.start(id));
            starts.add(Loop.start(id));
        }

        publisher.publish(starts);
        for (CompletableFuture<EpisodeEnded> end : waiting) {
            end.get();
        }
        // The last duplicates may still be under way; an episode behind them ends after they are done.
        play(ids("behind-twice", 10));

        assertThat(calls.entrySet().stream().filter(call -> call.getKey().startsWith("twice")))
                .allSatisfy(
                        call -> assertThat(call.getValue()).as(call.getKey()).hasValueLessThanOrEqualTo(2));
        assertThat(records(EventType.ACTION_DECIDED, "twice")).hasSize(10 * Loop.STEPS * 2);
        assertThat(records(EventType.SKILL_INVOKED, "twice")).hasSize(10 * Loop.STEPS * 2);
        assertThat(records(EventType.EPISODE_ENDED, "twice")).hasSize(10 * 2);
    }

    @Test
    void doesNotHoldUpTheNeighboursOfASlowRecord() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        run(Loop.decide(this::count), Loop.invoke(state -> {
            count(state);
            if (state.episodeId().equals("slow")) {
                await(slow);
            }
        }));
        CompletableFuture<EpisodeEnded> slowEnd = end("slow");
        publisher.publish(List.of(Loop.start("slow")));

        List<EpisodeEnded> others = play(ids("neighbour", 60));

        assertThat(others).hasSize(60);
        assertThat(slowEnd).isNotDone();
        slow.countDown();
        assertThat(slowEnd.get().end()).isEqualTo(new EpisodeEnd.Answered("42"));
    }

    @Test
    void doesNotRepeatTheNeighboursOfASlowRecordAfterARestart() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        run(Loop.decide(this::count), Loop.invoke(state -> {
            if (state.episodeId().equals("stuck")) {
                await(never);
            }
        }));
        CompletableFuture<EpisodeEnded> stuckEnd = end("stuck");
        publisher.publish(List.of(Loop.start("stuck")));
        play(ids("done", 40));
        int before = records(EventType.SKILL_INVOKED, "done").size();
        stop();

        run(Loop.decide(this::count), Loop.invoke(this::count));
        EpisodeEnded ended = stuckEnd.get();

        assertThat(ended.end()).isEqualTo(new EpisodeEnd.Answered("42"));
        assertThat(records(EventType.SKILL_INVOKED, "done")).hasSize(before).hasSize(40 * Loop.STEPS);
    }

    @Test
    void hasNoLagWhenItIsIdle() throws Exception {
        run(Loop.decide(state -> {}), Loop.invoke(state -> {}));

        play(ids("idle", 10));

        long end = System.nanoTime() + LONG.toNanos();
        Map<TopicPartition, Long> lag = lag();
        while (!lag.isEmpty() && System.nanoTime() < end) {
            lag = lag();
        }
        assertThat(lag).isEmpty();
    }

    @Test
    void isBuiltAgainAfterItsProducerWasFenced() throws Exception {
        run(Loop.decide(state -> {}), Loop.invoke(state -> {}));
        play(ids("before-fencing", 5));
        Map<String, Object> thief = new HashMap<>(clients.settings());
        thief.put("transactional.id", "decide-0-0");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(thief, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
        }

        List<EpisodeEnded> ended = play(ids("fenced", 10));

        assertThat(ended).hasSize(10);
        assertThat(records(EventType.ACTION_DECIDED, "fenced")).hasSize(10 * Loop.STEPS);
        assertThat(records(EventType.EPISODE_ENDED, "fenced")).hasSize(10);
    }

    private Map<TopicPartition, Long> lag() throws Exception {
        Map<TopicPartition, Long> lag = new HashMap<>();
        try (Admin admin = Admin.create(clients.settings())) {
            for (Stage stage : List.of(Stage.DECIDE, Stage.INVOKE)) {
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                                "maestro." + stage.word())
                        .partitionsToOffsetAndMetadata()
                        .get();
                for (EventType type : stage.consumes()) {
                    for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
                        TopicPartition of = new TopicPartition(type.topic(), partition);
                        long last = admin.listOffsets(Map.of(of, OffsetSpec.latest()))
                                .partitionResult(of)
                                .get()
                                .offset();
                        OffsetAndMetadata at = committed.get(of);
                        long behind = last - (at == null ? 0 : at.offset());
                        if (behind != 0) {
                            lag.put(of, behind);
                        }
                    }
                }
            }
        }
        return lag;
    }

    /** Every event that a function gives, given twice. */
    private static StepFunction twice(StepFunction function) {
        return new StepFunction() {
            @Override
            public Stage stage() {
                return function.stage();
            }

            @Override
            public List<Event> handle(Event event) throws Exception {
                List<Event> doubled = new ArrayList<>();
                for (Event one : function.handle(event)) {
                    doubled.add(one);
                    doubled.add(one);
                }
                return doubled;
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the lane stops", e);
        }
    }
}
