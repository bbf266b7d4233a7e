package dev.maestro.gateway.episode;

import dev.maestro.gateway.problem.ProblemException;
import dev.maestro.schema.event.EventType;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

/** Opens {@link EpisodeTail}s: only the partitions that the keys of the episode fall on are read. */
@ApplicationScoped
class EpisodeTails {

    /** Clocks of producers may differ by this much. */
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(5);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final int TIMEOUT_MILLIS = 3_000;

    private static final List<EventType> BY_EPISODE = List.of(
            EventType.EPISODE_STARTED, EventType.ACTION_DECIDED, EventType.SKILL_INVOKED, EventType.EPISODE_ENDED);

    private final Map<String, Object> broker;

    EpisodeTails(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.broker = Map.copyOf(broker);
    }

    /**
     * Opens a tail.
     *
     * @param since events before it are not looked for
     * @param chunks whether pieces of the answer are read, too
     * @throws ProblemException 503 when the broker is away
     */
    EpisodeTail open(String episodeId, String taskId, Instant since, boolean chunks) {
        Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings());
        try {
            List<TopicPartition> partitions = new ArrayList<>();
            for (EventType type : BY_EPISODE) {
                add(consumer, type, episodeId, partitions);
            }
            add(consumer, EventType.REWARD_ASSIGNED, taskId, partitions);
            if (chunks) {
                add(consumer, EventType.ANSWER_CHUNK, episodeId, partitions);
            }
            consumer.assign(partitions);
            seek(consumer, partitions, since);
            return new EpisodeTail(consumer, episodeId, consumer.endOffsets(partitions));
        } catch (KafkaException e) {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
            throw ProblemException.later(
                    "broker-unavailable",
                    "the broker does not answer now, so that a running episode cannot be followed; ask again",
                    RETRY_AFTER,
                    e);
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return settings;
    }

    private static void add(
            Consumer<byte[], byte[]> consumer, EventType type, String key, List<TopicPartition> partitions) {
        List<PartitionInfo> infos = consumer.partitionsFor(type.topic());
        if (infos != null && !infos.isEmpty()) {
            int hash = Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8)));
            partitions.add(new TopicPartition(type.topic(), hash % infos.size()));
        }
    }

    private static void seek(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Instant since) {
        long from = since.minus(CLOCK_SLACK).toEpochMilli();
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, from));
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> entry :
                consumer.offsetsForTimes(wanted).entrySet()) {
            if (entry.getValue() == null) {
                consumer.seekToEnd(List.of(entry.getKey()));
            } else {
                consumer.seek(entry.getKey(), entry.getValue().offset());
            }
        }
    }
}
