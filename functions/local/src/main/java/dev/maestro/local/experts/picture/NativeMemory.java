package dev.maestro.local.experts.picture;

import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import org.opencv.core.Mat;

/**
 * Counts the native objects that are alive. Each is kept by a {@link Scope} and freed when that is closed; nothing is
 * left to the garbage collector, which does not see how large native objects are. Thread-safe.
 *
 * <p>OpenCV's objects have finalizers, and its methods give native code an address and then hold the object no more: a
 * finalizer could free it while native code still uses it. So a scope holds what it keeps until that has been freed.
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

        private final Deque<Kept> kept = new ArrayDeque<>();

        private Scope() {}

        /** An empty matrix. */
        public Mat mat() {
            return keep(new Mat());
        }

        /** Frees the matrix with the scope. */
        public <M extends Mat> M keep(M mat) {
            return keep(mat, mat::release);
        }

        /** Runs {@code free} with the scope; the object stays reachable until that has returned. */
        public <T> T keep(T object, Runnable free) {
            live.incrementAndGet();
            kept.push(new Kept(object, () -> {
                live.decrementAndGet();
                free.run();
            }));
            return object;
        }

        /** Leaves an object to its finalizer, but not before the scope is closed: for what has no method to free it. */
        public <T> T hold(T object) {
            kept.push(new Kept(object, () -> {}));
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
                    kept.pop().free();
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

    private record Kept(Object object, Runnable way) {

        void free() {
            try {
                way.run();
            } finally {
                Reference.reachabilityFence(object);
            }
        }
    }
}
