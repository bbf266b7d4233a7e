package dev.maestro.flow;

import dev.maestro.schema.event.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks into the topics of a broker. */
final class EventLog {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final String bootstrapServers;

    EventLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** The first event of a type; waits for it. */
    ConsumerRecord<byte[], byte[]> first(EventType type) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(type)) {
            long until = System.nanoTime() + LONG.toNanos();
            while (System.nanoTime() < until) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    return record;
                }
            }
        }
        throw new AssertionError("no " + type.word() + " came within " + LONG);
    }

    /** How many events of a type there are now. */
    int count(EventType type) {
        int count = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(type)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                count += consumer.poll(POLL).count();
            }
        }
        return count;
    }

    private KafkaConsumer<byte[], byte[]> consumer(EventType type) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        consumer.partitionsFor(type.topic())
                .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
