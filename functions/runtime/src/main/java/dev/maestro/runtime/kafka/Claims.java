package dev.maestro.runtime.kafka;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;

/** Events that are being handled in this process: a duplicate waits for the one before it. Thread-safe. */
final class Claims {

    private final ConcurrentMap<String, CountDownLatch> running = new ConcurrentHashMap<>();

    /**
     * Waits until nobody handles the event, and claims it.
     *
     * @return run when the event is handled
     */
    Runnable take(String eventId) throws InterruptedException {
        CountDownLatch mine = new CountDownLatch(1);
        CountDownLatch other = running.putIfAbsent(eventId, mine);
        while (other != null) {
            other.await();
            other = running.putIfAbsent(eventId, mine);
        }
        return () -> {
            running.remove(eventId, mine);
            mine.countDown();
        };
    }
}
