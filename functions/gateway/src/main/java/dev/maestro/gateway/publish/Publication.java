package dev.maestro.gateway.publish;

import dev.maestro.gateway.problem.ProblemException;
import dev.maestro.runtime.EventPublisher;
import dev.maestro.schema.event.Event;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Puts an event on its topic in bounded time; what returns normally is acknowledged by the broker. */
@ApplicationScoped
public class Publication {

    private final EventPublisher publisher;
    private final BrokerCalls broker;

    Publication(EventPublisher publisher, BrokerCalls broker) {
        this.publisher = publisher;
        this.broker = broker;
    }

    /**
     * Publishes.
     *
     * @throws ProblemException 503 when the broker did not acknowledge in time
     */
    public void publish(Event event) {
        broker.call(() -> {
            publisher.publish(List.of(event));
            return true;
        });
    }
}
