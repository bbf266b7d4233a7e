package dev.maestro.flow;

import dev.maestro.schema.event.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts every event of every topic on its topic a second time. */
final class Doubler implements AutoCloseable {

    private static final String MARK = "copied-by-test";
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger copies = new AtomicInteger();
    private final AtomicLong last = new AtomicLong(System.nanoTime());
    private final Thread thread;

    Doubler(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        List<TopicPartition> partitions = Arrays.stream(EventType.values())
                .flatMap(type -> consumer.partitionsFor(type.topic()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        this.thread = Thread.ofPlatform().daemon().name("doubler").start(this::run);
    }

    private void run() {
        while (!closed.get()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                if (record.headers().lastHeader(MARK) == null) {
                    copy(record);
                }
            }
        }
        consumer.close();
    }

    private void copy(ConsumerRecord<byte[], byte[]> record) {
        ProducerRecord<byte[], byte[]> copy = new ProducerRecord<>(record.topic(), record.key(), record.value());
        for (Header header : record.headers()) {
            if (!header.key().equals("ce_source")) {
                copy.headers().add(header);
            }
        }
        copy.headers().add("ce_source", "/maestro/gateway".getBytes(StandardCharsets.UTF_8));
        copy.headers().add(MARK, new byte[] {1});
        Future<RecordMetadata> unused = producer.send(copy);
        copies.incrementAndGet();
        last.set(System.nanoTime());
    }

    int copies() {
        return copies.get();
    }

    /** Waits until no event came for a while, so that what the copies could do has been done. */
    void awaitQuiet() throws InterruptedException {
        while (System.nanoTime() - last.get() < QUIET.toNanos()) {
            Thread.sleep(50);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed.set(true);
        thread.join();
        producer.close();
    }
}
