package dev.maestro.runtime.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A lane that was opened by hand; closing it abandons what is in flight. */
public final class OpenLane implements AutoCloseable {

    private final LaneOwner owner;

    OpenLane(LaneOwner owner) {
        this.owner = owner;
    }

    /**
     * Waits until it has partitions.
     *
     * @return false when the time was up before
     */
    public boolean awaitRunning(Duration atMost) throws InterruptedException {
        try {
            owner.ready().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the lane cannot get ready", e);
        }
    }

    /** Whether nothing waits or runs in it. */
    public boolean isIdle() {
        return owner.isIdle();
    }

    @Override
    public void close() {
        owner.close();
    }
}
