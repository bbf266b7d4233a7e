package dev.maestro.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.runtime.deadletter.DeadLetter;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.wire.EpisodeEnd;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/** What becomes of records that a function cannot handle: tried again, ended, kept as dead letters. */
@QuarkusTest
@WithTestResource(BrokerResource.class)
class UnhandledRecordsIT extends LaneHarness {

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
                        letter -> new String(Objects.requireNonNull(letter.key()), StandardCharsets.UTF_8),
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

    private static void send(
            KafkaProducer<byte[], byte[]> producer, String topic, String key, byte[] value, String type)
            throws Exception {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        producer.send(record).get();
    }
}
