package dev.maestro.runtime.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What a lane knows of its records: the partitions it has, what waits, and how many are in flight. Thread-safe: one lock
 * guards it all, {@link PartitionProgress} included, and nothing in here runs a record, commits, or asks for a batch.
 *
 * <pre>
 * add -> waiting -> takeUp (in flight) -> complete -> committed -> released
 *                                            ^  reopen  |
 * </pre>
 */
final class LaneBook {

    private static final Duration POSITION_WAIT = Duration.ofMillis(100);

    private final int maxInFlight;
    private final PolledOffsets polled;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<TopicPartition, PartitionProgress> partitions = new HashMap<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int inFlight;
    private boolean requested;
    private long activity;
    private volatile boolean closed;

    private record Waiting(PartitionProgress progress, ConsumerRecord<byte[], byte[]> record) {}

    /**
     * A record to run now.
     *
     * @param isSuspect whether the process before this one may have ended while it handled the record
     */
    record Taken(PartitionProgress progress, ConsumerRecord<byte[], byte[]> record, boolean isSuspect) {}

    /**
     * What to do after records came or left.
     *
     * @param taken to run
     * @param isShort whether a batch should be asked for
     */
    record Next(List<Taken> taken, boolean isShort) {}

    LaneBook(int maxInFlight, PolledOffsets polled) {
        this.maxInFlight = maxInFlight;
        this.polled = polled;
    }

    /** Takes nothing up any more. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether nothing waits, runs or is being committed. */
    boolean isIdle() {
        lock.lock();
        try {
            return inFlight == 0 && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Grows with each record that was delivered. */
    long activity() {
        lock.lock();
        try {
            return activity;
        } finally {
            lock.unlock();
        }
    }

    /** Opens the partitions that the consumer was given: called in its polling thread. */
    void assign(Consumer<?, ?> consumer, Collection<TopicPartition> added) {
        Set<TopicPartition> asked = new LinkedHashSet<>(added);
        polled.forget(asked);
        Map<TopicPartition, OffsetAndMetadata> offsets = asked.isEmpty() ? Map.of() : consumer.committed(asked);
        lock.lock();
        try {
            int generation = consumer.groupMetadata().generationId();
            for (TopicPartition partition : asked) {
                OffsetAndMetadata offset = offsets.get(partition);
                long committed = offset == null ? 0 : offset.offset();
                OffsetMetadata before =
                        offset == null ? OffsetMetadata.none(0) : OffsetMetadata.decode(committed, offset.metadata());
                partitions.put(partition, new PartitionProgress(partition, before, committed, generation, maxInFlight));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Shuts the partitions that were taken away; what is in flight of them counts no more. */
    void revoke(Collection<TopicPartition> removed) {
        lock.lock();
        try {
            for (TopicPartition partition : removed) {
                PartitionProgress progress = partitions.remove(partition);
                if (progress != null) {
                    progress.revoke();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** What could be committed now, if the lane stays idle: called in the polling thread. */
    Map<PartitionProgress, Long> positions(Consumer<?, ?> consumer) {
        Map<PartitionProgress, Long> positions = new HashMap<>();
        lock.lock();
        try {
            for (PartitionProgress progress : partitions.values()) {
                long last = polled.last(progress.partition());
                if (last < progress.next()) {
                    long position = consumer.position(progress.partition(), POSITION_WAIT);
                    if (position > progress.committed()) {
                        positions.put(progress, position);
                    }
                }
            }
        } finally {
            lock.unlock();
        }
        return positions;
    }

    /**
     * Records of the batch that was asked for; those of partitions the lane has no more are dropped.
     *
     * @param generation of the group when they were fetched, below 0 when unknown
     */
    void add(ConsumerRecords<byte[], byte[]> records, int generation) {
        lock.lock();
        try {
            requested = false;
            activity++;
            for (ConsumerRecord<byte[], byte[]> record : records) {
                PartitionProgress progress = partitions.get(new TopicPartition(record.topic(), record.partition()));
                if (progress != null && progress.isFrom(generation)) {
                    waiting.add(new Waiting(progress, record));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Moves into flight what there is room for. */
    Next takeUp() {
        List<Taken> taken = new ArrayList<>();
        lock.lock();
        try {
            while (inFlight < maxInFlight && !waiting.isEmpty() && !closed) {
                Waiting first = waiting.getFirst();
                PartitionProgress progress = first.progress();
                long offset = first.record().offset();
                if (!progress.isRevoked() && !progress.hasRoomFor(offset)) {
                    break;
                }
                waiting.removeFirst();
                if (progress.isRevoked() || offset < progress.next()) {
                    continue;
                }
                if (progress.isDone(offset)) {
                    progress.skip(offset);
                    continue;
                }
                boolean suspect = progress.open(offset);
                inFlight++;
                taken.add(new Taken(progress, first.record(), suspect));
            }
            return new Next(taken, waiting.size() < maxInFlight && !requested);
        } finally {
            lock.unlock();
        }
    }

    /** Notes that a batch is asked for; false when one is on its way already. */
    boolean ask() {
        lock.lock();
        try {
            boolean first = !requested;
            requested = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Notes records as done, but for those of revoked partitions.
     *
     * @param owned is given those that were noted
     * @return the offsets to commit with them
     */
    Map<TopicPartition, OffsetAndMetadata> complete(List<LaneCommitter.Done> done, List<LaneCommitter.Done> owned) {
        lock.lock();
        try {
            Set<PartitionProgress> touched = new LinkedHashSet<>();
            for (LaneCommitter.Done one : done) {
                if (!one.progress().isRevoked()) {
                    one.progress().complete(one.offset());
                    owned.add(one);
                    touched.add(one.progress());
                }
            }
            return offsets(touched);
        } finally {
            lock.unlock();
        }
    }

    /** The transaction that held them was aborted. */
    void reopen(List<LaneCommitter.Done> done) {
        lock.lock();
        try {
            done.forEach(one -> one.progress().reopen(one.offset()));
        } finally {
            lock.unlock();
        }
    }

    /** The transaction that held the offsets was committed. */
    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        lock.lock();
        try {
            offsets.forEach((partition, offset) -> {
                PartitionProgress progress = partitions.get(partition);
                if (progress != null) {
                    progress.committed(offset.offset());
                }
            });
        } finally {
            lock.unlock();
        }
    }

    /** Records left the flight. */
    void released(int count) {
        lock.lock();
        try {
            inFlight -= count;
        } finally {
            lock.unlock();
        }
    }

    /** Those of the positions that may be committed now. */
    Map<TopicPartition, OffsetAndMetadata> stillIdle(Map<PartitionProgress, Long> positions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        lock.lock();
        try {
            if (inFlight == 0 && waiting.isEmpty()) {
                positions.forEach((progress, position) -> {
                    if (!progress.isRevoked() && position >= progress.next()) {
                        progress.skip(position - 1);
                        offsets.put(progress.partition(), progress.position());
                    }
                });
            }
        } finally {
            lock.unlock();
        }
        return offsets;
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Iterable<PartitionProgress> progresses) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (PartitionProgress progress : progresses) {
            offsets.put(progress.partition(), progress.position());
        }
        return offsets;
    }
}
