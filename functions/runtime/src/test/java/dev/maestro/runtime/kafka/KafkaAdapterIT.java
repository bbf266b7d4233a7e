package dev.maestro.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.runtime.StepFunction;
import dev.maestro.runtime.deadletter.DeadLetter;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.wire.EpisodeEnd;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
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
    void sendsWhatItCannotReadToTheDeadLettersAndGoesOn() throws Exception {
        run(Loop.decide(this::count), Loop.invoke(this::count));
        String topic = EventType.EPISODE_STARTED.topic();
        byte[] whole = EventCodec.record(Loop.start("malformed-whole"), "task").value();
        try (KafkaProducer<byte[], byte[]> producer = clients.producer("test")) {
            send(producer, topic, "malformed-1", "{not json".getBytes(StandardCharsets.UTF_8), topic);
            send(producer, topic, "malformed-2", null, topic);
            send(producer, topic, "malformed-3", "{}".getBytes(StandardCharsets.UTF_8), topic);
            send(producer, topic, "malformed-4", whole, "maestro.episode-started.v2");
            send(producer, topic, "malformed-5", whole, "com.example.order-placed");
            send(producer, topic, "malformed-6", new byte[] {(byte) 0xff, 0, 1}, topic);
        }

        play(ids("after-malformed", 4));

        Map<String, String> codes = lettersOf("malformed").stream()
                .collect(Collectors.toMap(
                        letter -> new String(java.util.Objects.requireNonNull(letter.key()), StandardCharsets.UTF_8),
                        DeadLetter::code));
        assertThat(codes)
                .containsEntry("malformed-1", "malformed-event")
                .containsEntry("malformed-2", "malformed-event")
                .containsEntry("malformed-3", "malformed-event")
                .containsEntry("malformed-4", "unknown-schema-version")
                .containsEntry("malformed-5", "foreign-event")
                .containsEntry("malformed-6", "malformed-event");
        DeadLetter kept = lettersOf("malformed-4").getFirst();
        assertThat(kept.value()).isEqualTo(whole);
        assertThat(kept.headers()).extracting(Header::key).containsExactly("ce_type");
        assertThat(kept.topic()).isEqualTo(topic);
    }

    @Test
    void triesAgainAfterATransientFailure() throws Exception {
        run(
                Loop.decide(state -> {
                    count(state);
                    if (calls.get(state.episodeId() + "/" + state.steps().size())
                                    .get()
                            < 3) {
                        throw new IllegalStateException("the policy server does not answer");
                    }
                }),
                Loop.invoke(state -> {}));

        EpisodeEnded ended = play(ids("transient", 1)).getFirst();

        assertThat(ended.end()).isEqualTo(new EpisodeEnd.Answered("42"));
        assertThat(calls.get("transient-0/0")).hasValue(3);
        assertThat(records(EventType.ACTION_DECIDED, "transient")).hasSize(Loop.STEPS);
    }

    @Test
    void endsAnEpisodeAsBrokenAfterTooManyTriesAndReplaysItsDeadLetter() throws Exception {
        run(
                Loop.decide(state -> {
                    if (state.episodeId().startsWith("hopeless") && state.attempt() == 0) {
                        throw new IllegalStateException("the policy server is gone");
                    }
                }),
                Loop.invoke(state -> {}));

        EpisodeEnded broken = play(ids("hopeless", 1)).getFirst();
        List<DeadLetter> letters = lettersOf("hopeless");
        CompletableFuture<EpisodeEnded> second = end("hopeless-0");
        deadLetters.replay(letters.getFirst().id());
        deadLetters.replay(letters.getFirst().id());
        EpisodeEnded answered = second.get();

        assertThat(broken.end()).isInstanceOfSatisfying(EpisodeEnd.Broken.class, end -> assertThat(end.code())
                .isEqualTo("tries-exhausted"));
        assertThat(letters).hasSize(1);
        assertThat(letters.getFirst().message()).contains("the policy server is gone");
        assertThat(answered.end()).isEqualTo(new EpisodeEnd.Answered("42"));
        assertThat(answered.state().attempt()).isEqualTo(1);
        play(ids("behind-hopeless", 8));
        assertThat(records(EventType.EPISODE_ENDED, "hopeless")).hasSize(2);
    }

    @Test
    void endsAnEpisodeWhoseEventIsTooLarge() throws Exception {
        run(Loop.decide(state -> {}), Loop.invoke(state -> {}));
        CompletableFuture<EpisodeEnded> end = end("large");

        publisher.publish(List.of(Loop.start("large", "?".repeat(200 * 1024))));

        assertThat(end.get().end()).isInstanceOfSatisfying(EpisodeEnd.Broken.class, broken -> assertThat(broken.code())
                .isEqualTo("event-too-large"));
        assertThat(lettersOf("large")).hasSize(1);
    }

    @Test
    void keepsTheCodeOfATerminalFailure() throws Exception {
        run(
                Loop.decide(state -> {
                    throw new TerminalException("unknown-policy", "no such policy; list the policies");
                }),
                Loop.invoke(state -> {}));

        EpisodeEnded ended = play(ids("terminal", 1)).getFirst();

        assertThat(ended.end()).isEqualTo(new EpisodeEnd.Broken("unknown-policy", "no such policy; list the policies"));
        assertThat(lettersOf("terminal").getFirst().stage()).isEqualTo("decide");
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

    private static void send(
            KafkaProducer<byte[], byte[]> producer, String topic, String key, byte[] value, String type)
            throws Exception {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        producer.send(record).get();
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
