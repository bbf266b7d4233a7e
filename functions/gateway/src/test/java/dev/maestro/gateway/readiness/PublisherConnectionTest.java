package dev.maestro.gateway.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.runtime.EventPublisher;
import dev.maestro.runtime.PublishException;
import dev.maestro.schema.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class PublisherConnectionTest {

    private static final Duration NOT_LONG = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final SlowPublisher publisher = new SlowPublisher();
    private final PublisherConnection connection = new PublisherConnection(publisher);

    @AfterEach
    void close() {
        connection.close();
    }

    @Test
    void doesNotStandWhileThePublisherConnects() throws InterruptedException {
        boolean before = connection.await(NOT_LONG);
        publisher.reached.countDown();
        boolean after = connection.await(LONG);

        assertThat(before).isFalse();
        assertThat(after).isTrue();
    }

    @Test
    void isMadeOnce() throws InterruptedException {
        connection.await(NOT_LONG);
        publisher.reached.countDown();
        connection.await(LONG);
        connection.await(LONG);

        assertThat(publisher.attempts).hasValue(1);
    }

    @Test
    void isTriedAgainWhenItFailed() throws InterruptedException {
        publisher.fails = true;
        publisher.reached.countDown();
        boolean failed = connection.await(LONG);
        publisher.fails = false;
        boolean again = connection.await(LONG);

        assertThat(failed).isFalse();
        assertThat(again).isTrue();
        assertThat(publisher.attempts).hasValue(2);
    }

    /** Connects when it is let. */
    private static final class SlowPublisher implements EventPublisher {

        private final CountDownLatch reached = new CountDownLatch(1);
        private volatile boolean fails;
        private final AtomicInteger attempts = new AtomicInteger();

        @Override
        public void connect() {
            attempts.incrementAndGet();
            try {
                reached.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("closed", e);
            }
            if (fails) {
                throw new PublishException("no broker", new IllegalStateException());
            }
        }

        @Override
        public void publish(List<Event> events) {
            throw new IllegalStateException("nothing is published here");
        }
    }
}
