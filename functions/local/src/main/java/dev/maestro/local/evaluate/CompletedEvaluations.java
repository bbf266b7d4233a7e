package dev.maestro.local.evaluate;

import dev.maestro.core.episode.Json;
import dev.maestro.schema.event.EvaluationCompleted;
import dev.maestro.schema.event.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Follows the ends of evaluations from now on. For one thread. */
public final class CompletedEvaluations implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(300);

    private final KafkaConsumer<String, byte[]> consumer;

    /** Connects; sees every evaluation that ends after this returned. */
    public CompletedEvaluations(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        String topic = EventType.EVALUATION_COMPLETED.topic();
        List<TopicPartition> partitions = new ArrayList<>();
        consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Gives one after the other until the taker says false, or the thread is interrupted. */
    public void each(Predicate<EvaluationCompleted> taker) {
        while (!Thread.currentThread().isInterrupted()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (!taker.test((EvaluationCompleted) Json.event(EventType.EVALUATION_COMPLETED, record.value()))) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
