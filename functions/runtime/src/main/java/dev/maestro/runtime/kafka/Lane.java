package dev.maestro.runtime.kafka;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/**
 * One consumer and one transactional producer of a function: takes up records, runs each on a virtual thread, and has
 * what is done committed, in whatever order it gets done.
 *
 * <pre>
 * batch -> waiting -> in flight (hop) -> done -> committed
 * </pre>
 *
 * <p>A lane that fails is closed and a new one is built; only what the group committed is passed on to it.
 */
final class Lane implements Flow.Subscriber<Message<?>> {

    private static final Duration POSITION_WAIT = Duration.ofMillis(100);
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private final Logger log = System.getLogger(Lane.class.getName());
    private final String name;
    private final HopRunner hops;
    private final LaneSettings settings;
    private final PolledOffsets polled;
    private final ExecutorService threads;
    private final Runnable onReady;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<TopicPartition, PartitionProgress> partitions = new HashMap<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int inFlight;
    private boolean requested;
    private long activity;
    private volatile boolean ready;
    private volatile boolean closed;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable LaneCommitter committer;

    private record Waiting(PartitionProgress progress, ConsumerRecord<byte[], byte[]> record) {}

    /**
     * Makes a lane that does nothing yet.
     *
     * @param onReady run at each assignment
     */
    Lane(String name, HopRunner hops, LaneSettings settings, PolledOffsets polled, Runnable onReady) {
        this.name = name;
        this.hops = hops;
        this.settings = settings;
        this.polled = polled;
        this.onReady = onReady;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-hop-", 0).factory());
    }

    String name() {
        return name;
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether it has joined its group. */
    boolean isReady() {
        return ready;
    }

    /** Completes when the lane failed and must be built again. */
    CompletableFuture<Throwable> failure() {
        return failure;
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

    void use(LaneCommitter used) {
        committer = used;
    }

    // Called by the consumer, in its polling thread.

    void assigned(Consumer<?, ?> consumer, Collection<TopicPartition> added) {
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
                partitions.put(
                        partition,
                        new PartitionProgress(partition, before, committed, generation, settings.maxInFlight()));
            }
        } finally {
            lock.unlock();
        }
        log.log(Level.DEBUG, () -> "Assigned " + added + " lane=" + name);
        ready = true;
        onReady.run();
    }

    void revoked(Collection<TopicPartition> removed) {
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
        log.log(Level.DEBUG, () -> "Revoked " + removed + " lane=" + name);
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

    /** Has positions past transaction markers committed. */
    void commitIdle(Map<PartitionProgress, Long> positions) {
        LaneCommitter current = committer;
        if (current != null) {
            current.commitIdle(positions);
        }
    }

    // The subscriber.

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        request();
    }

    @Override
    @SuppressWarnings("unchecked") // the channel's deserializers give bytes
    public void onNext(Message<?> message) {
        IncomingKafkaRecordBatchMetadata<byte[], byte[]> batch =
                message.getMetadata(IncomingKafkaRecordBatchMetadata.class).orElseThrow();
        ConsumerRecords<byte[], byte[]> records = batch.getRecords();
        lock.lock();
        try {
            requested = false;
            activity++;
            int generation = batch.getConsumerGroupGenerationId();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                PartitionProgress progress = partitions.get(new TopicPartition(record.topic(), record.partition()));
                if (progress != null && progress.isFrom(generation)) {
                    waiting.add(new Waiting(progress, record));
                }
            }
        } finally {
            lock.unlock();
        }
        pump();
    }

    @Override
    public void onError(Throwable thrown) {
        fail(thrown);
    }

    @Override
    public void onComplete() {
        fail(new IllegalStateException("the channel ended"));
    }

    private void pump() {
        List<Runnable> started = new ArrayList<>();
        boolean ask;
        lock.lock();
        try {
            while (inFlight < settings.maxInFlight() && !waiting.isEmpty() && !closed) {
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
                started.add(() -> run(progress, first.record(), suspect));
            }
            ask = waiting.size() < settings.maxInFlight() && !requested;
        } finally {
            lock.unlock();
        }
        try {
            started.forEach(threads::execute);
        } catch (RejectedExecutionException e) {
            log.log(Level.DEBUG, () -> "Records came while the lane was closed; they are delivered again lane=" + name);
        }
        if (ask) {
            request();
        }
    }

    private void request() {
        Flow.Subscription current = subscription;
        if (current == null || closed) {
            return;
        }
        lock.lock();
        try {
            if (requested) {
                return;
            }
            requested = true;
        } finally {
            lock.unlock();
        }
        current.request(1);
    }

    private void run(PartitionProgress progress, ConsumerRecord<byte[], byte[]> record, boolean suspect) {
        try {
            List<Output> outputs = hops.run(record, suspect);
            LaneCommitter current = committer;
            if (current != null && !closed) {
                current.commit(new LaneCommitter.Done(progress, record.offset(), outputs));
            }
        } catch (InterruptedException e) {
            // The lane was closed: whoever has the partition next handles the record.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    // Called by the committer.

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
            return LaneCommitter.positions(touched);
        } finally {
            lock.unlock();
        }
    }

    void reopen(List<LaneCommitter.Done> done) {
        lock.lock();
        try {
            done.forEach(one -> one.progress().reopen(one.offset()));
        } finally {
            lock.unlock();
        }
    }

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
        pump();
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

    void fail(Throwable cause) {
        closed = true;
        failure.complete(cause);
    }

    /** Stops taking up records; what is in flight is abandoned, and delivered again to the next owner. Blocks. */
    void close() {
        closed = true;
        Flow.Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
        LaneCommitter committing = committer;
        if (committing != null) {
            committing.settle(SETTLE);
        }
        threads.shutdownNow();
    }
}
