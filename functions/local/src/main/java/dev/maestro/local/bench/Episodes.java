package dev.maestro.local.bench;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waiting for episodes to end. */
final class Episodes {

    private static final Duration PHASE = Duration.ofMinutes(5);

    private Episodes() {}

    /** Blocks until so many more ended. */
    static void await(Semaphore ended, int count) throws InterruptedException {
        if (!ended.tryAcquire(count, PHASE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The flow stands still: " + count + " episodes did not end within "
                    + PHASE.toMinutes() + " minutes. Look for errors of the lanes in the log.");
        }
    }
}
