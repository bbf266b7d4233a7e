package dev.maestro.local.flow;

import dev.maestro.core.episode.Json;
import dev.maestro.core.task.EpisodeIds;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Submits tasks to a flow and waits for their rewards, over Kafka alone. Thread-safe. */
public final class FlowClient implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Producer<String, byte[]> producer;
    private final Consumer<String, byte[]> consumer;
    private final Map<String, CompletableFuture<RewardAssigned>> waiting = new ConcurrentHashMap<>();
    private final Map<String, Runnable> ends = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread reader;

    /** Connects to these bootstrap servers. */
    public FlowClient(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                properties(bootstrapServers, Map.of("acks", "all", "linger.ms", "0")),
                new StringSerializer(),
                new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(
                properties(
                        bootstrapServers, Map.of("isolation.level", "read_committed", "enable.auto.commit", "false")),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (EventType type : List.of(EventType.EPISODE_ENDED, EventType.REWARD_ASSIGNED)) {
            consumer.partitionsFor(type.topic())
                    .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        this.reader = Thread.ofPlatform().daemon().name("flow-client").start(this::read);
    }

    private static Properties properties(String bootstrapServers, Map<String, String> more) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.putAll(more);
        return properties;
    }

    /**
     * Submits a task.
     *
     * @return its rewards, one future a rollout; they stay open while the episode runs
     * @throws FlowException when the broker does not take it
     */
    public List<CompletableFuture<RewardAssigned>> submit(TaskSubmitted task) {
        return submit(task, () -> {});
    }

    /**
     * Submits a task.
     *
     * @param onEnd run on the reader's thread at the end of each rollout, before its reward; must not block
     * @see #submit(TaskSubmitted)
     */
    public List<CompletableFuture<RewardAssigned>> submit(TaskSubmitted task, Runnable onEnd) {
        int rollouts = task.settings().rollouts() == null ? 1 : task.settings().rollouts();
        List<CompletableFuture<RewardAssigned>> rewards = new ArrayList<>();
        for (int rollout = 0; rollout < rollouts; rollout++) {
            String episodeId = EpisodeIds.episodeId(task.taskId(), rollout);
            ends.put(episodeId, onEnd);
            rewards.add(waiting.computeIfAbsent(episodeId, key -> new CompletableFuture<>()));
        }
        publish(List.of(task));
        return rewards;
    }

    /**
     * Puts events on their topics and waits until all are stored.
     *
     * @throws FlowException when the broker does not take them
     */
    public void publish(List<Event> events) {
        try {
            for (Event event : events) {
                producer.send(record(event)).get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FlowException("interrupted while an event was published", e);
        } catch (ExecutionException e) {
            throw new FlowException("the broker did not take the event: " + e.getCause(), e);
        }
    }

    private static ProducerRecord<String, byte[]> record(Event event) {
        String topic = EventType.of(event).topic();
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, event.key(), Json.bytes(event));
        header(record, "ce_id", event.eventId());
        header(record, "ce_type", topic);
        header(record, "ce_source", "/maestro/gateway");
        header(record, "ce_specversion", "1.0");
        header(record, "ce_subject", event.key());
        header(record, "content-type", "application/json");
        header(record, "ce_purpose", event.purpose().word());
        return record;
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private void read() {
        try {
            while (!closed.get()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.topic().equals(EventType.EPISODE_ENDED.topic())) {
                        ended(record.key());
                    } else {
                        rewarded((RewardAssigned) Json.event(EventType.REWARD_ASSIGNED, record.value()));
                    }
                }
            }
        } catch (WakeupException e) {
            if (!closed.get()) {
                throw e;
            }
        } catch (RuntimeException e) {
            waiting.values().forEach(future -> future.completeExceptionally(e));
        } finally {
            consumer.close();
        }
    }

    private void ended(String episodeId) {
        Runnable onEnd = ends.remove(episodeId);
        if (onEnd != null) {
            onEnd.run();
        }
    }

    private void rewarded(RewardAssigned reward) {
        String episodeId = reward.state().episodeId();
        CompletableFuture<RewardAssigned> future = waiting.remove(episodeId);
        ended(episodeId);
        if (future != null) {
            future.complete(reward);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            consumer.wakeup();
            producer.close(Duration.ofSeconds(1));
            waiting.values().forEach(future -> future.cancel(false));
        }
    }

    /** Whether the reader still runs. */
    boolean isReading() {
        return reader.isAlive();
    }

    /** The flow does not answer. */
    public static final class FlowException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FlowException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
