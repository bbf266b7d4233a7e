package dev.maestro.schema.event;

import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.wire.Purpose;
import java.time.Instant;

/**
 * Somebody lays experts, skills, policies or rules over the current registry; the next episode sees them.
 *
 * @param changeId made by the sender; a second event with the same id changes nothing
 * @param overlay an entry replaces the one of the same id, others follow; its rules come last and so win
 * @param extendedAt when
 */
public record RegistryExtended(String changeId, RegistryDocument overlay, Instant extendedAt) implements Event {

    /** Key of all of them, so that they lie in one partition in the order in which they came. */
    public static final String KEY = "registry";

    @Override
    public String eventId() {
        return EventIds.of(changeId, "registry-extended");
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public Purpose purpose() {
        return Purpose.SERVE;
    }
}
