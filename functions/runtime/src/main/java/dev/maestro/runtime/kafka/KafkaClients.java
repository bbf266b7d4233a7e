package dev.maestro.runtime.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Clients for who is not a lane, with what is configured under {@code kafka.*}: address, security. */
@ApplicationScoped
public class KafkaClients {

    private final Map<String, Object> settings;

    KafkaClients(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
    }

    /** Settings that every client needs. */
    public Map<String, Object> settings() {
        return settings;
    }

    /** A producer that stores each record once, and fails within seconds when the broker is away. */
    public KafkaProducer<byte[], byte[]> producer(String clientId) {
        return producer(settings, clientId);
    }

    /** A producer that sends each record once, loses it when the broker is away, and keeps the order. */
    KafkaProducer<byte[], byte[]> bestEffort(String clientId) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("client.id", clientId);
        all.put("acks", "1");
        all.put("enable.idempotence", "false");
        all.put("retries", "0");
        all.put("linger.ms", "0");
        all.put("max.block.ms", "2000");
        all.put("request.timeout.ms", "2000");
        all.put("delivery.timeout.ms", "3000");
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A producer whose transactions are read whole or not at all. */
    KafkaProducer<byte[], byte[]> transactional(String transactionalId, String clientId) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("transactional.id", transactionalId);
        all.put("transaction.timeout.ms", "10000");
        return producer(all, clientId);
    }

    /** A consumer without a group that sees what is committed. */
    public KafkaConsumer<byte[], byte[]> reader(String clientId) {
        return reader(settings, clientId);
    }

    static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings, String clientId) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("client.id", clientId);
        all.put("acks", "all");
        all.put("enable.idempotence", "true");
        all.put("linger.ms", "0");
        all.put("retry.backoff.ms", "5");
        all.put("max.request.size", "4194304");
        all.put("max.block.ms", "10000");
        all.put("request.timeout.ms", "5000");
        all.put("delivery.timeout.ms", "10000");
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static KafkaConsumer<byte[], byte[]> reader(Map<String, Object> settings, String clientId) {
        Map<String, Object> all = new HashMap<>(settings);
        all.remove("group.id");
        all.put("client.id", clientId);
        all.put("enable.auto.commit", "false");
        all.put("isolation.level", "read_committed");
        all.put("auto.offset.reset", "earliest");
        all.put("allow.auto.create.topics", "false");
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
