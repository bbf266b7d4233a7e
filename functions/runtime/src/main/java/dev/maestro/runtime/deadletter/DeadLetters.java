package dev.maestro.runtime.deadletter;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.runtime.EventPublisher;
import dev.maestro.schema.event.EpisodeEvent;
import dev.maestro.schema.event.EpisodeStarted;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.wire.EpisodeState;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The dead letters: list them, look at one, try one again. */
public final class DeadLetters {

    /** Header of an event that is tried again and belongs to no episode; for the journal it is another event. */
    public static final String REPLAY = "maestro-replay";

    /** Where they are kept. */
    public static final String TOPIC = "maestro.dead-letter.v1";

    private static final Duration POLL = Duration.ofMillis(500);

    private final Supplier<KafkaConsumer<byte[], byte[]>> readers;
    private final Supplier<KafkaProducer<byte[], byte[]>> producers;
    private final EventPublisher publisher;
    private final Clock clock;

    /**
     * Makes it.
     *
     * @param readers gives a consumer without a group that reads what is committed; closed after use
     * @param producers gives a producer; closed after use
     */
    public DeadLetters(
            Supplier<KafkaConsumer<byte[], byte[]>> readers,
            Supplier<KafkaProducer<byte[], byte[]>> producers,
            EventPublisher publisher,
            Clock clock) {
        this.readers = readers;
        this.producers = producers;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** All of them, oldest first. */
    public List<DeadLetter> list() {
        List<DeadLetter> letters = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> reader = readers.get()) {
            List<TopicPartition> partitions = reader.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var ends = reader.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                    letters.add(DeadLetter.read(record));
                }
            }
        }
        letters.sort((one, other) -> one.time().compareTo(other.time()));
        return letters;
    }

    /**
     * One of them.
     *
     * @param id as {@link #list()} gives it
     */
    public Optional<DeadLetter> show(String id) {
        return list().stream().filter(letter -> letter.id().equals(id)).findFirst();
    }

    /**
     * Tries one again. An episode starts anew as its next attempt, with the time it had; anything else is put on its
     * topic once more. Doing it twice has one effect.
     *
     * @return what was done, for people
     * @throws TerminalException {@code unknown-dead-letter}, or {@code not-replayable} when the record is no event that
     *     this program can read
     */
    public String replay(String id) {
        DeadLetter letter = show(id).orElseThrow(() -> new TerminalException(
                "unknown-dead-letter", "there is no dead letter " + id + "; list them to see the ids"));
        Event event = decode(letter);
        if (event instanceof EpisodeEvent episode) {
            EpisodeState state = episode.state();
            Instant now = clock.instant();
            Duration allowed = Duration.between(state.startedAt(), state.deadline());
            EpisodeState next = state.withAttempt(state.attempt() + 1, now, now.plus(allowed));
            publisher.publish(List.of(new EpisodeStarted(next)));
            return "episode " + state.episodeId() + " starts again as attempt " + next.attempt();
        }
        putAgain(letter);
        return "the event was put on " + letter.topic() + " again";
    }

    private static Event decode(DeadLetter letter) {
        EventType type =
                EventType.ofTopic(letter.topic()).orElseThrow(() -> notReplayable(letter, "its topic is foreign"));
        byte[] value = letter.value();
        if (value == null) {
            throw notReplayable(letter, "it has no value");
        }
        try {
            return Json.event(type, value);
        } catch (TerminalException e) {
            throw notReplayable(letter, String.valueOf(e.getMessage()));
        }
    }

    private static TerminalException notReplayable(DeadLetter letter, String reason) {
        return new TerminalException(
                "not-replayable",
                "dead letter " + letter.id() + " cannot be replayed: " + reason + "; send a corrected event instead");
    }

    private void putAgain(DeadLetter letter) {
        List<Header> headers = new ArrayList<>(letter.headers());
        headers.removeIf(header -> header.key().equals(REPLAY));
        headers.add(new RecordHeader(REPLAY, letter.id().getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<byte[], byte[]> producer = producers.get()) {
            producer.send(new ProducerRecord<>(letter.topic(), null, null, letter.key(), letter.value(), headers))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the dead letter " + letter.id() + " could not be put on its topic", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while putting a dead letter on its topic", e);
        }
    }
}
