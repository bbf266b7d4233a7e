package dev.maestro.runtime.kafka;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Commits what is done: one short transaction at a time, each with the outputs and offsets of all records that were
 * done when it began. There is no thread of its own: the hop that finds nobody committing commits, for the others too.
 * Records without outputs wait for the next one with some, or for {@link #commitWaiting()}: nobody waits for their offsets,
 * and a transaction costs as much as a hop.
 */
final class LaneCommitter {

    private static final int MAX_GROUP = 512;
    private static final Duration RETRY = Duration.ofMillis(20);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(1);

    private static final Duration SETTLE_CHECK = Duration.ofMillis(2);

    private final Logger log = System.getLogger(LaneCommitter.class.getName());
    private final Queue<Done> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger work = new AtomicInteger();
    private final AtomicReference<@Nullable Map<PartitionProgress, Long>> idle = new AtomicReference<>();
    private final Producer<byte[], byte[]> producer;
    private final Supplier<ConsumerGroupMetadata> group;
    private final Lane lane;
    private final LaneBook book;
    private final int mostWaiting;

    /** A record whose outputs are known. */
    record Done(PartitionProgress progress, long offset, List<Output> outputs) {}

    /**
     * Makes one.
     *
     * @param mostWaiting so many records without outputs are committed without waiting any longer, at least 1
     */
    LaneCommitter(
            Producer<byte[], byte[]> producer, Supplier<ConsumerGroupMetadata> group, Lane lane, int mostWaiting) {
        this.producer = producer;
        this.mostWaiting = mostWaiting;
        this.group = group;
        this.lane = lane;
        this.book = lane.book();
    }

    /** Commits a record, or leaves it to who is committing, or to the next one when nothing follows from it. */
    void commit(Done done) {
        queue.add(done);
        if (!done.outputs().isEmpty() || waiting.incrementAndGet() >= mostWaiting) {
            drain();
        }
    }

    /** Commits the records that wait for others. */
    void commitWaiting() {
        if (waiting.get() > 0) {
            drain();
        }
    }

    /** Commits positions past transaction markers, if the lane is still idle when its turn comes. */
    void commitIdle(Map<PartitionProgress, Long> positions) {
        idle.set(positions);
        drain();
    }

    private void drain() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        while (seen != 0) {
            try {
                while (!queue.isEmpty() && !lane.isClosed()) {
                    commitGroup(take());
                }
                Map<PartitionProgress, Long> positions = idle.getAndSet(null);
                if (positions != null && !lane.isClosed()) {
                    commitPositions(book.stillIdle(positions));
                }
            } catch (RuntimeException | Error e) {
                lane.fail(e);
            }
            seen = work.addAndGet(-seen);
        }
    }

    private List<Done> take() {
        List<Done> taken = new ArrayList<>();
        Done done = queue.poll();
        while (done != null) {
            taken.add(done);
            if (done.outputs().isEmpty()) {
                waiting.decrementAndGet();
            }
            done = taken.size() < MAX_GROUP ? queue.poll() : null;
        }
        return taken;
    }

    private void commitGroup(List<Done> taken) {
        List<Done> rest = taken;
        Duration wait = RETRY;
        while (!lane.isClosed()) {
            List<Done> owned = new ArrayList<>();
            Map<TopicPartition, OffsetAndMetadata> offsets = book.complete(rest, owned);
            if (owned.isEmpty()) {
                break;
            }
            RuntimeException failure = transact(owned, offsets);
            if (failure == null) {
                book.committed(offsets);
                break;
            }
            book.reopen(owned);
            rest = owned;
            log.log(
                    Level.WARNING,
                    "A transaction was aborted and is tried again: " + failure.getMessage() + " lane=" + lane.name());
            pause(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait.multipliedBy(2);
        }
        lane.released(taken.size());
    }

    private void commitPositions(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (!offsets.isEmpty() && transact(List.of(), offsets) == null) {
            book.committed(offsets);
        }
    }

    /**
     * One transaction.
     *
     * @return null when it was committed, the cause when it was aborted for sure
     * @throws RuntimeException when its fate is unknown or the producer is fenced: only a new lane may go on
     */
    private @Nullable RuntimeException transact(List<Done> done, Map<TopicPartition, OffsetAndMetadata> offsets) {
        producer.beginTransaction();
        try {
            for (Done one : done) {
                for (Output output : one.outputs()) {
                    var unused = producer.send(output.toRecord());
                }
            }
            producer.sendOffsetsToTransaction(offsets, group.get());
            producer.commitTransaction();
            return null;
        } catch (KafkaException e) {
            try {
                producer.abortTransaction();
            } catch (RuntimeException unknown) {
                e.addSuppressed(unknown);
                throw e;
            }
            return e;
        }
    }

    /** Waits until nobody is committing. */
    void settle(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (work.get() != 0
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(SETTLE_CHECK.toNanos());
        }
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
