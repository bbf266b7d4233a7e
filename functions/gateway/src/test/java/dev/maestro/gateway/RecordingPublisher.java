package dev.maestro.gateway;

import dev.maestro.runtime.EventPublisher;
import dev.maestro.schema.event.Event;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Keeps what was published; can hang as a producer does without a broker. */
@Alternative
@ApplicationScoped
public class RecordingPublisher implements EventPublisher {

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile boolean hanging;

    public List<Event> events() {
        return events;
    }

    void hang(boolean hangs) {
        hanging = hangs;
    }

    @Override
    public void publish(List<Event> toPublish) {
        connect();
        events.addAll(toPublish);
    }

    @Override
    public void connect() {
        if (hanging) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("no broker", e);
            }
        }
    }
}
