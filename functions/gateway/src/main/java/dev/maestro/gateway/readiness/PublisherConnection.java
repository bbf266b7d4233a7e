package dev.maestro.gateway.readiness;

import dev.maestro.runtime.EventPublisher;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The connection of the publisher, made in the background when somebody first asks for it and again when that failed. A
 * cold producer needs seconds under load, more than a request may wait. Thread-safe.
 */
@ApplicationScoped
class PublisherConnection {

    private final EventPublisher publisher;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable Future<?> attempt;

    PublisherConnection(EventPublisher publisher) {
        this.publisher = publisher;
    }

    /** Whether it stands, now or after so long. */
    boolean await(Duration longest) throws InterruptedException {
        try {
            attempt().get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    private synchronized Future<?> attempt() {
        Future<?> current = attempt;
        if (current == null || current.state() == Future.State.FAILED) {
            current = executor.submit(publisher::connect);
            attempt = current;
        }
        return current;
    }

    @PreDestroy
    void close() {
        executor.shutdownNow();
    }
}
