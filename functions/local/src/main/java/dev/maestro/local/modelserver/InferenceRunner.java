package dev.maestro.local.modelserver;

import dev.maestro.runtime.models.kserve.ModelInferRequest;
import dev.maestro.runtime.models.kserve.ModelInferResponse;
import io.grpc.Status;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Runs inferences on a fixed number of platform threads, each from start to end on one, so that its CPU time can be
 * measured. As many more wait in a queue; what finds it full is turned away. Thread-safe.
 */
final class InferenceRunner {

    private static final Logger LOG = Logger.getLogger(InferenceRunner.class);

    private static final ThreadFactory INFERENCE_THREADS =
            Thread.ofPlatform().daemon().name("inference-", 0).factory();

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final ThreadPoolExecutor pool;
    private volatile boolean closing;

    InferenceRunner(int running, int queued) {
        this.pool = new ThreadPoolExecutor(
                running,
                running,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queued),
                work -> INFERENCE_THREADS.newThread(() -> {
                    InferencePriority.lower();
                    work.run();
                }));
    }

    /**
     * What becomes of an inference; exactly one of the last two is called, on a thread of the pool or the caller's, after
     * any number of earlier replies.
     */
    interface Done {
        /** A reply of a decoupled model that goes on. */
        default void replied(ModelInferResponse response) {
            throw new IllegalStateException("only a stream takes several replies");
        }

        void succeeded(ModelInferResponse response);

        void failed(Status status);
    }

    /** Queues an inference on a version that the caller acquired; releases it at the end. */
    void run(ServedVersion version, ModelInferRequest request, BooleanSupplier cancelled, Done done) {
        long queuedAt = System.nanoTime();
        try {
            pool.execute(() -> {
                try {
                    Status status = attempt(version, request, cancelled, done, queuedAt);
                    if (!status.isOk()) {
                        version.counter().failed(System.nanoTime() - queuedAt);
                        done.failed(status);
                    }
                } finally {
                    version.release();
                }
            });
        } catch (RejectedExecutionException e) {
            version.release();
            version.counter().failed(System.nanoTime() - queuedAt);
            done.failed(
                    closing
                            ? Status.UNAVAILABLE.withDescription("model server is closing")
                            : Status.RESOURCE_EXHAUSTED.withDescription("queue-full: "
                                    + pool.getQueue().size() + " inferences wait already; send fewer at a time"));
        }
    }

    private Status attempt(
            ServedVersion version, ModelInferRequest request, BooleanSupplier cancelled, Done done, long queuedAt) {
        if (closing) {
            return Status.UNAVAILABLE.withDescription("model server is closing");
        }
        if (cancelled.getAsBoolean()) {
            return Status.CANCELLED.withDescription("nobody waits for the result any more");
        }
        try {
            long startedAt = System.nanoTime();
            InferenceInput input = InferenceRequests.input(version, request, cancelled);
            long readAt = System.nanoTime();
            long cpuBefore = threads.getCurrentThreadCpuTime();
            InferenceResult result = infer(version, request, input, done);
            long cpuNanos = threads.getCurrentThreadCpuTime() - cpuBefore;
            long inferredAt = System.nanoTime();
            ModelInferResponse response = InferenceRequests.response(version, request, result, cpuNanos);
            long writtenAt = System.nanoTime();
            InferenceCounter.Times times = new InferenceCounter.Times(
                    startedAt - queuedAt, readAt - startedAt, inferredAt - readAt, writtenAt - inferredAt);
            version.counter().succeeded(times, System.currentTimeMillis());
            done.succeeded(response);
            return Status.OK;
        } catch (ModelException e) {
            return status(e);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.errorf(e, "model %s failed", version.model().name());
            return Status.INTERNAL.withDescription(
                    "model-failed: '" + version.model().name() + "' failed: " + e);
        } catch (OutOfMemoryError e) {
            LOG.errorf(e, "model %s ran out of memory", version.model().name());
            return Status.INTERNAL.withDescription("out-of-memory: '"
                    + version.model().name() + "' ran out of memory; send smaller images or give the process more");
        }
    }

    private static InferenceResult infer(
            ServedVersion version, ModelInferRequest request, InferenceInput input, Done done) throws ModelException {
        return version.model().contract().decoupled()
                ? version.model()
                        .infer(input, earlier -> done.replied(InferenceRequests.earlier(version, request, earlier)))
                : version.model().infer(input);
    }

    /** The gRPC status of a model's exception: {@code code: message}, but for what Triton words itself. */
    static Status status(ModelException e) {
        if (e.code().equals("unknown-model")) {
            return Status.NOT_FOUND.withDescription(e.getMessage());
        }
        String coded = e.code() + ": " + e.getMessage();
        return switch (e.kind()) {
            case REFUSED -> Status.INVALID_ARGUMENT.withDescription(coded);
            case FAILED -> Status.INTERNAL.withDescription(coded);
        };
    }

    /**
     * Runs nothing more. What waits is turned away, what runs may end.
     *
     * @return whether nothing runs any more
     */
    boolean close(Duration drain) {
        closing = true;
        pool.shutdown();
        try {
            return pool.awaitTermination(drain.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
