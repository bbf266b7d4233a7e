package dev.maestro.schema.event;

import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reference;

/**
 * The right answer of a task, for {@code reward} alone.
 *
 * @param taskId whose answer
 * @param purpose of the task
 * @param reference the answer
 */
public record TaskReference(String taskId, Purpose purpose, Reference reference) implements Event {

    @Override
    public String eventId() {
        return EventIds.of(taskId, "reference");
    }

    @Override
    public String key() {
        return taskId;
    }
}
