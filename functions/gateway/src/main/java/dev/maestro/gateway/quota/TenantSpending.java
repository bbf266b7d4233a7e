package dev.maestro.gateway.quota;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.gateway.problem.ProblemException;
import dev.maestro.runtime.kafka.KafkaClients;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EventType;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What each tenant's episodes cost today (UTC), read from the ended ones on their topic: every gateway sees the episodes
 * of all gateways, and a new one knows the day from its beginning. Starts at its first use. Thread-safe.
 */
@ApplicationScoped
public class TenantSpending {

    private static final Logger LOG = Logger.getLogger(TenantSpending.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final KafkaClients clients;
    private final InstantSource clock;
    private final ConcurrentMap<String, Spent> byTenant = new ConcurrentHashMap<>();
    private final CompletableFuture<Boolean> caughtUp = new CompletableFuture<>();
    private volatile Consumer<EpisodeEnded> listener = ended -> {};
    private volatile boolean closed;
    private @Nullable Thread thread;

    /** Of one tenant on one day. */
    private record Spent(LocalDate day, double microUsd) {

        Spent plus(LocalDate otherDay, double more) {
            return otherDay.isAfter(day)
                    ? new Spent(otherDay, more)
                    : otherDay.equals(day) ? new Spent(day, microUsd + more) : this;
        }
    }

    TenantSpending(KafkaClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /** Calls for every episode that ends, on the thread that reads. */
    void onEnd(Consumer<EpisodeEnded> newListener) {
        listener = newListener;
    }

    /**
     * What a tenant spent today.
     *
     * @return in micro-USD
     * @throws ProblemException 503 when the day could not be read yet
     */
    public double today(String tenant) {
        start();
        try {
            caughtUp.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw unknown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(e);
        }
        Spent spent = byTenant.get(tenant);
        return spent == null || !spent.day().equals(day(clock.instant())) ? 0 : spent.microUsd();
    }

    private static ProblemException unknown(Exception e) {
        return ProblemException.later(
                "broker-unavailable",
                "what this tenant spent today is not known yet, as the broker does not answer; nothing was accepted,"
                        + " send the request again",
                PATIENCE,
                e);
    }

    static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("maestro-tenant-spending").start(this::run);
        }
    }

    private void run() {
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> consumer = clients.reader("maestro-tenant-spending")) {
                byTenant.clear();
                read(consumer);
            } catch (KafkaException e) {
                LOG.warnf("the day's spending cannot be read now, trying again: %s", e.getMessage());
                pause();
            }
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(EventType.EPISODE_ENDED.topic()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        seek(consumer, partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!closed) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                count(record);
            }
            if (!caughtUp.isDone()
                    && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                caughtUp.complete(true);
            }
        }
    }

    private void seek(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        long midnight =
                day(clock.instant()).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        Map<TopicPartition, Long> wanted = new ConcurrentHashMap<>();
        partitions.forEach(partition -> wanted.put(partition, midnight));
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> entry :
                consumer.offsetsForTimes(wanted).entrySet()) {
            if (entry.getValue() == null) {
                consumer.seekToEnd(List.of(entry.getKey()));
            } else {
                consumer.seek(entry.getKey(), entry.getValue().offset());
            }
        }
    }

    private void count(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() != null
                    && Json.event(EventType.EPISODE_ENDED, record.value()) instanceof EpisodeEnded ended) {
                LocalDate day = day(ended.endedAt());
                double cost = ended.state().usage().costMicroUsd();
                byTenant.merge(
                        ended.state().task().tenant(), new Spent(day, cost), (old, added) -> old.plus(day, cost));
                listener.accept(ended);
            }
        } catch (TerminalException e) {
            LOG.debugf("a record that is no ended episode was passed over: %s", e.getMessage());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void close() {
        closed = true;
    }
}
