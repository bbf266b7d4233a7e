package dev.maestro.local.modelserver;

import dev.maestro.runtime.models.kserve.ModelConfig;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One version of a model while it is served. Once retired it takes no more inferences, and its model is unloaded when
 * the last one that runs is done.
 *
 * <pre>
 * serving --retire--> draining --last release--> gone (unloaded)
 * </pre>
 */
final class ServedVersion {

    private final String version;
    private final EmbeddedModel model;
    private final ModelConfig config;
    private final InferenceCounter counter;
    private final CountDownLatch gone = new CountDownLatch(1);
    private int running;
    private boolean retired;

    ServedVersion(String version, EmbeddedModel model, ModelConfig config, InferenceCounter counter) {
        this.version = version;
        this.model = model;
        this.config = config;
        this.counter = counter;
    }

    String version() {
        return version;
    }

    EmbeddedModel model() {
        return model;
    }

    ModelConfig config() {
        return config;
    }

    InferenceCounter counter() {
        return counter;
    }

    /** Holds the model for one inference; false when it is retired. Every true is followed by {@link #release}. */
    synchronized boolean acquire() {
        if (retired) {
            return false;
        }
        running++;
        return true;
    }

    void release() {
        boolean last;
        synchronized (this) {
            running--;
            last = retired && running == 0;
        }
        if (last) {
            unload();
        }
    }

    /** Takes no more inferences; unloads now, or when the last one is done. Does nothing the second time. */
    void retire() {
        boolean idle;
        synchronized (this) {
            if (retired) {
                return;
            }
            retired = true;
            idle = running == 0;
        }
        if (idle) {
            unload();
        }
    }

    private void unload() {
        try {
            model.unload();
        } finally {
            gone.countDown();
        }
    }

    /** Waits until a retired version is unloaded. */
    boolean awaitGone(Duration timeout) throws InterruptedException {
        return gone.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }
}
