package dev.maestro.runtime.models.call;

import java.time.Duration;

/** Waits between attempts; a port so that tests need not. */
@FunctionalInterface
public interface Pause {

    /** Really waits. */
    Pause SLEEP = Thread::sleep;

    /** Waits that long. */
    void pause(Duration duration) throws InterruptedException;
}
