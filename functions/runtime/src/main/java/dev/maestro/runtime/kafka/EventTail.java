package dev.maestro.runtime.kafka;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.EventType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Follows topics from their end on, without a group: everybody who tails sees everything. Only events whose key
 * somebody watches are decoded. Runs on a virtual thread of its own; survives a broker that goes away and comes back.
 */
public final class EventTail implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final Logger log = System.getLogger(EventTail.class.getName());
    private final ConcurrentMap<String, List<Consumer<Event>>> watchers = new ConcurrentHashMap<>();
    private final CountDownLatch positioned = new CountDownLatch(1);
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<EventType> types;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Starts to follow.
     *
     * @param consumer without a group; closed with this tail
     * @param types whose topics to follow
     */
    public EventTail(KafkaConsumer<byte[], byte[]> consumer, List<EventType> types) {
        this.consumer = consumer;
        this.types = List.copyOf(types);
        this.thread = Thread.ofVirtual().name("maestro-tail").start(this::run);
    }

    /**
     * Follows, from now on, with a reader of its own.
     *
     * @throws IllegalStateException when the broker does not answer
     */
    static EventTail positioned(KafkaClients clients, String clientId, List<EventType> types) {
        EventTail tail = new EventTail(clients.reader(clientId), types);
        try {
            if (tail.awaitPositioned(START)) {
                return tail;
            }
            tail.close();
            throw new IllegalStateException(
                    "The broker at " + clients.settings().get("bootstrap.servers")
                            + " does not answer; check that it runs and that kafka.bootstrap.servers names it.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            tail.close();
            throw new IllegalStateException("interrupted while waiting for the broker", e);
        }
    }

    /**
     * Waits until events from now on will be seen.
     *
     * @return false when the time was up before, for one because the broker does not answer
     */
    public boolean awaitPositioned(Duration atMost) throws InterruptedException {
        return positioned.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Calls for each event with a key.
     *
     * @param key episode id, or task id for events about a task
     * @param watcher called on the tail's thread; must not block
     * @return ends the watch when run
     */
    public Runnable watch(String key, Consumer<Event> watcher) {
        watchers.computeIfAbsent(key, ignored -> new CopyOnWriteArrayList<>()).add(watcher);
        return () -> watchers.computeIfPresent(key, (ignored, all) -> {
            all.remove(watcher);
            return all.isEmpty() ? null : all;
        });
    }

    private void run() {
        while (!closed) {
            try {
                if (consumer.assignment().isEmpty()) {
                    assign();
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    deliver(record);
                }
            } catch (WakeupException e) {
                log.log(Level.TRACE, "Woken up to close");
            } catch (KafkaException e) {
                log.log(
                        Level.WARNING,
                        "Events cannot be followed now: " + LaneFailures.explained(e) + ". Trying again.");
                pause();
            }
        }
        consumer.close();
    }

    private void assign() {
        List<TopicPartition> all = new ArrayList<>();
        for (EventType type : types) {
            partitions(type).forEach(info -> all.add(new TopicPartition(info.topic(), info.partition())));
        }
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
        positioned.countDown();
    }

    /** Of a topic; pieces of answers may be missing, for one because the user may not read them. */
    private List<PartitionInfo> partitions(EventType type) {
        try {
            List<PartitionInfo> found = consumer.partitionsFor(type.topic());
            if (found != null && !found.isEmpty()) {
                return found;
            }
            if (type != EventType.ANSWER_CHUNK) {
                throw new UnknownTopicOrPartitionException("there is no topic " + type.topic());
            }
        } catch (KafkaException e) {
            if (type != EventType.ANSWER_CHUNK) {
                throw e;
            }
        }
        log.log(Level.WARNING, "The topic " + type.topic() + " is not there or may not be read; going on without it");
        return List.of();
    }

    private void deliver(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || watchers.isEmpty()) {
            return;
        }
        List<Consumer<Event>> interested = watchers.get(new String(record.key(), StandardCharsets.UTF_8));
        if (interested == null) {
            return;
        }
        try {
            Event event = EventCodec.decode(record);
            interested.forEach(watcher -> watcher.accept(event));
        } catch (TerminalException e) {
            log.log(Level.DEBUG, () -> "Passed over a record that is no event: " + e.getMessage());
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "A watcher of an event failed", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BACK_OFF);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
