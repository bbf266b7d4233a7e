package dev.maestro.local.modelserver;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** ONNX Runtime as everything in this process uses it. Use this, not the library's own entry points. */
public final class OnnxEnvironment {

    /** Held while the library works, and for writing from the moment on at which it must not begin anything any more. */
    private static final ReentrantReadWriteLock WORK = new ReentrantReadWriteLock();

    /**
     * Work with the library.
     *
     * @param <T> what it gives
     */
    @FunctionalInterface
    public interface Work<T> {

        T in(OrtEnvironment environment) throws OrtException;
    }

    private OnnxEnvironment() {}

    /** Loads or runs a model. Never returns once {@link #rest} was called: the process is about to end. */
    public static <T> T use(Work<T> work) throws OrtException {
        WORK.readLock().lock();
        try {
            return work.in(get());
        } finally {
            WORK.readLock().unlock();
        }
    }

    /**
     * To be called before the JVM stops. The library closes its environment by a shutdown hook of its own, and then aborts
     * the process with an assertion if a model is being loaded; so loads and runs that have begun are waited for, and none
     * begins any more.
     *
     * @param atMost how long to wait
     * @return whether nothing runs now
     */
    public static boolean rest(Duration atMost) {
        try {
            return WORK.writeLock().tryLock(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The one environment of the process; never close it. */
    private static OrtEnvironment get() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "maestro");
    }

    /**
     * Options of a session that works on the calling thread only, so that its CPU time can be measured, and that does
     * not spin while it waits. Close them after the session was made.
     */
    public static SessionOptions sessionOptions() throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }
}
