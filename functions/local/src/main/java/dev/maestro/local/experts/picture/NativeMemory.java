package dev.maestro.local.experts.picture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import org.opencv.core.Mat;

/**
 * Counts the native objects that are alive. Each is kept by a {@link Scope} and freed when that is closed; nothing is
 * left to the garbage collector, which does not see how large native objects are. Thread-safe.
 */
public final class NativeMemory {

    private final AtomicLong live = new AtomicLong();

    /** Native objects not yet freed; 0 when no call is running. */
    public long live() {
        return live.get();
    }

    /** A scope for one call, used by one thread. */
    public Scope open() {
        return new Scope();
    }

    /** Frees what it keeps, last in first out, when it is closed. Not thread-safe. */
    public final class Scope implements AutoCloseable {

        private final Deque<Runnable> kept = new ArrayDeque<>();

        private Scope() {}

        /** An empty matrix. */
        public Mat mat() {
            return keep(new Mat());
        }

        /** Frees the matrix with the scope. */
        public <M extends Mat> M keep(M mat) {
            return keep(mat, mat::release);
        }

        /** Runs {@code free} with the scope. */
        public <T> T keep(T object, Runnable free) {
            live.incrementAndGet();
            kept.push(() -> {
                live.decrementAndGet();
                free.run();
            });
            return object;
        }

        /** A scope for a part of the work, so that large things can go early. */
        public Scope inner() {
            return new Scope();
        }

        @Override
        public void close() {
            RuntimeException failure = null;
            while (!kept.isEmpty()) {
                try {
                    kept.pop().run();
                } catch (RuntimeException e) {
                    if (failure == null) {
                        failure = e;
                    } else {
                        failure.addSuppressed(e);
                    }
                }
            }
            if (failure != null) {
                throw failure;
            }
        }
    }
}
