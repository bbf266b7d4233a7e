package dev.maestro.local.flow;

import java.time.Duration;

/** Bounds how long this process takes to stop once it was told to. */
final class Shutdown {

    private static final int INTERRUPTED = 130;

    private Shutdown() {}

    /**
     * From now on, a stop that takes longer is cut short: every write is safe against a kill, so nothing is lost.
     *
     * @param atMost from the signal to the end
     * @param first done at once, so that nobody attaches to a process that stops
     */
    static void within(Duration atMost, Runnable first) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            Thread.ofPlatform().daemon().start(() -> haltAfter(atMost));
            first.run();
        }));
    }

    private static void haltAfter(Duration atMost) {
        try {
            Thread.sleep(atMost);
            Runtime.getRuntime().halt(INTERRUPTED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
