package dev.maestro.local.flow;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.runtime.deadletter.DeadLetters;
import dev.maestro.runtime.registry.StoredRegistries;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A flow that runs, in this process or another, as a command sees it.
 *
 * @param home its folder
 * @param address where it can be reached
 * @param isHosted true when it runs in this process and ends with the command
 * @param objects its object store
 * @param registries its registries
 */
public record FlowSession(
        Home home, RunFile address, boolean isHosted, ObjectStore objects, StoredRegistries registries) {

    /** A new client; close it. */
    public FlowClient client() {
        return new FlowClient(address.kafka());
    }

    /**
     * The dead letters of this flow.
     *
     * @param client puts episodes on their topic again
     */
    public DeadLetters deadLetters(FlowClient client) {
        Map<String, Object> writing = Map.of("bootstrap.servers", address.kafka());
        Map<String, Object> reading = Map.of(
                "bootstrap.servers", address.kafka(),
                "isolation.level", "read_committed",
                "enable.auto.commit", "false");
        return new DeadLetters(
                () -> new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                () -> new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer()),
                client::publish,
                Clock.systemUTC());
    }
}
