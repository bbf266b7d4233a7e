package dev.maestro.runtime.kafka;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The last offset that a consumer handed out, by partition. What lies between it and the consumer's position are
 * transaction markers: an idle lane may commit past them once it is done with that last record.
 */
final class PolledOffsets {

    /** Key under which the client settings hold the instance for their consumer. */
    static final String SETTING = "maestro.polled.offsets";

    private final ConcurrentMap<TopicPartition, Long> last = new ConcurrentHashMap<>();

    /** The last offset handed out since the partition was assigned, or -1. */
    long last(TopicPartition partition) {
        return last.getOrDefault(partition, -1L);
    }

    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(last::remove);
    }

    /** Kafka makes it by its class name, and calls it inside of {@code poll}. */
    @RegisterForReflection
    public static final class Recorder implements ConsumerInterceptor<byte[], byte[]> {

        private PolledOffsets polled = new PolledOffsets();

        @Override
        public void configure(Map<String, ?> settings) {
            if (settings.get(SETTING) instanceof PolledOffsets shared) {
                polled = shared;
            }
        }

        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            for (TopicPartition partition : records.partitions()) {
                List<ConsumerRecord<byte[], byte[]>> ofPartition = records.records(partition);
                polled.last.put(partition, ofPartition.getLast().offset());
            }
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}
    }
}
