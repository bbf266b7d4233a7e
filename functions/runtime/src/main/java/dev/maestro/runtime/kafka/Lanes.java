package dev.maestro.runtime.kafka;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.Config;

/** Which lane belongs to which consumer: passes rebalances and client settings on to it. Thread-safe. */
@ApplicationScoped
@Identifier(Lanes.NAME)
public class Lanes implements KafkaConsumerRebalanceListener, ClientCustomizer<Map<String, Object>> {

    /** Name of the rebalance listener in the settings of the incoming channels. */
    public static final String NAME = "maestro-lanes";

    private final ConcurrentMap<String, Lane> byGroup = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, PolledOffsets> byChannel = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();

    /** Of the next lane in this process: the connector gives clients by channel name, so no name may come twice. */
    int nextNumber() {
        return number.incrementAndGet();
    }

    void add(String group, String channel, Lane lane, PolledOffsets polled) {
        byGroup.put(group, lane);
        byChannel.put(channel, polled);
    }

    void remove(String group, String channel, Lane lane) {
        byGroup.remove(group, lane);
        byChannel.remove(channel);
    }

    @Override
    public Map<String, Object> customize(String channel, Config attributes, Map<String, Object> settings) {
        PolledOffsets polled = byChannel.get(channel);
        if (polled == null) {
            return settings;
        }
        Map<String, Object> extended = new HashMap<>(settings);
        extended.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, List.of(PolledOffsets.Recorder.class));
        extended.put(PolledOffsets.SETTING, polled);
        return extended;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Lane lane = byGroup.get(consumer.groupMetadata().groupId());
        if (lane != null) {
            lane.assigned(consumer, partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Lane lane = byGroup.get(consumer.groupMetadata().groupId());
        if (lane != null) {
            lane.revoked(partitions);
        }
    }
}
