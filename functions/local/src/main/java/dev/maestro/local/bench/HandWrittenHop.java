package dev.maestro.local.bench;

import dev.maestro.runtime.StepFunction;
import dev.maestro.runtime.kafka.EventCodec;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.Stage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The same function between the same topics as one would write it against kafka-clients: poll, handle, one transaction
 * for what was polled. No journal, no dead letters, one record after the other. What our lanes are measured against.
 */
final class HandWrittenHop implements AutoCloseable {

    private final StepFunction function;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final CountDownLatch assigned = new CountDownLatch(1);
    private final Thread thread;

    HandWrittenHop(StepFunction function, String bootstrapServers, String prefix) {
        Stage stage = function.stage();
        this.function = function;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "group.id", prefix + stage.word(),
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "latest",
                        "isolation.level", "read_committed",
                        "retry.backoff.ms", "5"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "transactional.id", prefix + stage.word(),
                        "acks", "all",
                        "linger.ms", "0",
                        "retry.backoff.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.thread = Thread.ofPlatform().name(prefix + stage.word()).start(this::run);
    }

    void awaitAssigned() throws InterruptedException {
        assigned.await();
    }

    private void run() {
        producer.initTransactions();
        consumer.subscribe(
                function.stage().consumes().stream().map(EventType::topic).toList());
        try (consumer;
                producer) {
            while (true) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(500));
                if (!consumer.assignment().isEmpty() && assigned.getCount() > 0) {
                    consumer.assignment().forEach(consumer::position);
                    assigned.countDown();
                }
                if (!records.isEmpty()) {
                    transact(records);
                }
            }
        } catch (WakeupException e) {
            assigned.countDown();
        } catch (Exception e) {
            throw new IllegalStateException("the hand-written hop failed", e);
        }
    }

    private void transact(ConsumerRecords<byte[], byte[]> records) throws Exception {
        producer.beginTransaction();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            List<Event> following = function.handle(EventCodec.decode(record));
            for (Event event : following) {
                var unused =
                        producer.send(EventCodec.record(event, function.stage().word()));
            }
            offsets.put(
                    new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
        }
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
