package dev.maestro.local.bench.startup;

import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.EventType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a function gets first, and how one sees that it handled it. The events wait on their topics before the process
 * starts, as they do when a function is scaled up from zero.
 *
 * @param events put on their topics; none for the gateway, which is asked over HTTP
 * @param question body of a question for the gateway, else empty
 * @param output kind of event that shows it; null when the function answers one event with none, then it is shown by the
 *     function's consumer group, which committed the event
 */
record FirstEvent(
        List<Event> events, String question, @Nullable EventType output) {

    FirstEvent {
        events = List.copyOf(events);
    }

    static FirstEvent of(EventType output, Event... events) {
        return new FirstEvent(List.of(events), "", output);
    }

    static FirstEvent committed(Event event) {
        return new FirstEvent(List.of(event), "", null);
    }

    static FirstEvent asked(String question) {
        return new FirstEvent(List.of(), question, EventType.TASK_SUBMITTED);
    }

    /** Kind of event that shows that it was handled. */
    Optional<EventType> shownBy() {
        return Optional.ofNullable(output);
    }
}
