package dev.maestro.local.train;

import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.RewardAssigned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads rewarded episodes that lie in the log already, without a group, from one point to the present end. */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(500);

    /** Few enough that what was read of them is still young when it is taken up, many enough to keep all cores busy. */
    private static final int AT_ONCE = 128;

    private final String bootstrapServers;

    public TopicReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Reads from a point on, partition after partition, in the order of the log. Records are read as events on all cores
     * at once; what comes of them is taken up one after the other, in their order.
     *
     * @param since an offset (of every partition), an instant (ISO 8601), or empty for the beginning
     * @param reading what an event is to the caller; called by several threads at a time. It sees what a learner looks at:
     *     see {@link LeanRewards}
     * @param taking takes it up; called by this thread alone
     * @return how many records were no events
     */
    public <T> int read(String since, Function<RewardAssigned, T> reading, Consumer<T> taking) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("max.poll.records", "2000");
        properties.put("fetch.max.bytes", Integer.toString(32 * 1024 * 1024));
        int unreadable = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            String topic = EventType.REWARD_ASSIGNED.topic();
            List<TopicPartition> partitions = new ArrayList<>();
            consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            partitions.sort(java.util.Comparator.comparingInt(TopicPartition::partition));
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                consumer.assign(List.of(partition));
                seek(consumer, partition, since);
                long end = ends.getOrDefault(partition, 0L);
                while (consumer.position(partition) < end) {
                    List<byte[]> values = new ArrayList<>();
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                        if (record.offset() < end) {
                            values.add(record.value());
                        }
                    }
                    unreadable += deliver(values, reading, taking);
                }
            }
        }
        return unreadable;
    }

    /**
     * Reads events on all cores and takes them up in their order.
     *
     * @return how many were no events
     */
    static <T> int deliver(List<byte[]> values, Function<RewardAssigned, T> reading, Consumer<T> taking) {
        int unreadable = 0;
        for (int from = 0; from < values.size(); from += AT_ONCE) {
            List<byte[]> some = values.subList(from, Math.min(values.size(), from + AT_ONCE));
            List<Optional<T>> read = some.parallelStream()
                    .map(value -> LeanRewards.read(value).map(reading))
                    .toList();
            for (Optional<T> one : read) {
                one.ifPresent(taking);
                unreadable += one.isEmpty() ? 1 : 0;
            }
        }
        return unreadable;
    }

    private static void seek(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, String since) {
        if (since.isBlank()) {
            consumer.seekToBeginning(List.of(partition));
        } else if (since.matches("[0-9]{1,18}")) {
            long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            consumer.seek(partition, Math.max(first, Long.parseLong(since)));
        } else {
            Map<TopicPartition, Long> times = new HashMap<>();
            times.put(partition, Instant.parse(since).toEpochMilli());
            OffsetAndTimestamp found = consumer.offsetsForTimes(times).get(partition);
            if (found == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, found.offset());
            }
        }
    }
}
