package dev.maestro.runtime.kafka;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
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

    private static final Duration SETTLE = Duration.ofSeconds(1);

    private final Logger log = System.getLogger(Lane.class.getName());
    private final String name;
    private final HopRunner hops;
    private final LaneBook book;
    private final ExecutorService threads;
    private final Runnable onReady;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private volatile boolean ready;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable LaneCommitter committer;

    /**
     * Makes a lane that does nothing yet.
     *
     * @param onReady run at each assignment
     */
    Lane(String name, HopRunner hops, LaneSettings settings, PolledOffsets polled, Runnable onReady) {
        this.name = name;
        this.hops = hops;
        this.book = new LaneBook(settings.maxInFlight(), polled);
        this.onReady = onReady;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-hop-", 0).factory());
    }

    String name() {
        return name;
    }

    LaneBook book() {
        return book;
    }

    boolean isClosed() {
        return book.isClosed();
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
        return book.isIdle();
    }

    /** Grows with each record that was delivered. */
    long activity() {
        return book.activity();
    }

    void use(LaneCommitter used) {
        committer = used;
    }

    // Called by the consumer, in its polling thread.

    void assigned(Consumer<?, ?> consumer, Collection<TopicPartition> added) {
        book.assign(consumer, added);
        log.log(Level.DEBUG, () -> "Assigned " + added + " lane=" + name);
        ready = true;
        onReady.run();
    }

    void revoked(Collection<TopicPartition> removed) {
        book.revoke(removed);
        log.log(Level.DEBUG, () -> "Revoked " + removed + " lane=" + name);
    }

    /** What could be committed now, if the lane stays idle: called in the polling thread. */
    Map<PartitionProgress, Long> positions(Consumer<?, ?> consumer) {
        return book.positions(consumer);
    }

    /** Has positions past transaction markers committed. */
    void commitIdle(Map<PartitionProgress, Long> positions) {
        LaneCommitter current = committer;
        if (current != null) {
            current.commitIdle(positions);
        }
    }

    /** Has records committed that are done and wait for others. */
    void commitWaiting() {
        LaneCommitter current = committer;
        if (current != null) {
            current.commitWaiting();
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
        book.add(batch.getRecords(), batch.getConsumerGroupGenerationId());
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
        LaneBook.Next next = book.takeUp();
        try {
            next.taken().forEach(taken -> threads.execute(() -> run(taken)));
        } catch (RejectedExecutionException e) {
            log.log(Level.DEBUG, () -> "Records came while the lane was closed; they are delivered again lane=" + name);
        }
        if (next.isShort()) {
            request();
        }
    }

    private void request() {
        Flow.Subscription current = subscription;
        if (current == null || book.isClosed() || !book.ask()) {
            return;
        }
        current.request(1);
    }

    private void run(LaneBook.Taken taken) {
        try {
            List<Output> outputs = hops.run(taken.record(), taken.isSuspect());
            LaneCommitter current = committer;
            if (current != null && !book.isClosed()) {
                current.commit(
                        new LaneCommitter.Done(taken.progress(), taken.record().offset(), outputs));
            }
        } catch (InterruptedException e) {
            // The lane was closed: whoever has the partition next handles the record.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    // Called by the committer.

    /** Records left the flight. */
    void released(int count) {
        book.released(count);
        pump();
    }

    void fail(Throwable cause) {
        book.close();
        failure.complete(cause);
    }

    /** Stops taking up records; what is in flight is abandoned, and delivered again to the next owner. Blocks. */
    void close() {
        book.close();
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
