package dev.maestro.local.evaluate;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.runtime.deadletter.DeadLetter;
import dev.maestro.runtime.deadletter.DeadLetters;
import dev.maestro.schema.event.EvaluationCompleted;
import dev.maestro.schema.event.EvaluationRequested;
import dev.maestro.schema.event.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows the ends of evaluations from now on, and requests that could not be handled. For one thread. */
public final class CompletedEvaluations implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(300);

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Who is told, one after the other; false ends it. */
    public interface Taker {

        /** An evaluation ended. */
        boolean ended(EvaluationCompleted completed);

        /** The function failed over a request until it gave up; no end follows. */
        default boolean gaveUp(EvaluationRequested request, DeadLetter letter) {
            return true;
        }
    }

    /** Connects; sees every evaluation that ends after this returned. */
    public CompletedEvaluations(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(EventType.EVALUATION_COMPLETED.topic(), DeadLetters.TOPIC)) {
            consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Gives one after the other until the taker says false, or the thread is interrupted. */
    public void each(Taker taker) {
        while (!Thread.currentThread().isInterrupted()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (!tell(taker, record)) {
                    return;
                }
            }
        }
    }

    private static boolean tell(Taker taker, ConsumerRecord<byte[], byte[]> record) {
        if (!record.topic().equals(DeadLetters.TOPIC)) {
            return taker.ended((EvaluationCompleted) Json.event(EventType.EVALUATION_COMPLETED, record.value()));
        }
        DeadLetter letter = DeadLetter.read(record);
        return request(letter).map(request -> taker.gaveUp(request, letter)).orElse(true);
    }

    /** The request that a dead letter holds, if it holds one. */
    public static Optional<EvaluationRequested> request(DeadLetter letter) {
        byte[] value = letter.value();
        if (value == null || !letter.topic().equals(EventType.EVALUATION_REQUESTED.topic())) {
            return Optional.empty();
        }
        try {
            return Optional.of((EvaluationRequested) Json.event(EventType.EVALUATION_REQUESTED, value));
        } catch (TerminalException malformed) {
            return Optional.empty(); // nobody waits for it under an id
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
