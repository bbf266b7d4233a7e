package dev.maestro.runtime;

import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.Stage;
import java.util.List;

/**
 * One function of the flow: an event in, events out. Called on a virtual thread, outside any transaction; may block. It
 * does not know whether Kafka or HTTP called it.
 */
public interface StepFunction {

    /** Which function it is. */
    Stage stage();

    /**
     * Handles an event of a type that the stage consumes. The same event may come again; its outputs are then taken
     * from the journal, so this is called again only when the process ended before they were stored.
     *
     * @return what follows from it, of types that the stage produces; perhaps nothing
     * @throws dev.maestro.core.episode.TerminalException when trying again would not help
     * @throws Exception anything else is transient, and tried again
     */
    List<Event> handle(Event event) throws Exception;
}
