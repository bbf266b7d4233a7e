package dev.maestro.runtime;

import dev.maestro.schema.event.Event;
import java.util.List;

/** Puts events on their topics, for who is no step function: the gateway, commands, the bench. */
public interface EventPublisher {

    /**
     * Publishes events in order and waits until all are stored.
     *
     * @throws PublishException when the log did not take them in time; publishing them again is safe, as the same event
     *     twice has one effect
     */
    void publish(List<Event> events);
}
