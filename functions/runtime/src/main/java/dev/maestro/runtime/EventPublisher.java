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

    /**
     * Connects and learns where clients' events go, so that the first of them need not wait for it. Waits until then;
     * who needs no connection does nothing.
     *
     * @throws PublishException when the log cannot be reached, or does not know the topics, in time
     */
    default void connect() {}
}
