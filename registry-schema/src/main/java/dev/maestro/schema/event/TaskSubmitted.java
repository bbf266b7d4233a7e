package dev.maestro.schema.event;

import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reference;
import dev.maestro.schema.wire.Settings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client asked something. Nothing in it was checked yet: {@code task} does that.
 *
 * @param taskId made from the client's idempotency key, or random
 * @param tenant whose task it is
 * @param purpose why it was submitted
 * @param question verbatim, perhaps empty
 * @param images in order, perhaps none
 * @param choices options of a multiple-choice question, else empty
 * @param reference the right answer, where it is known
 * @param settings what the client chose
 * @param submittedAt when
 */
public record TaskSubmitted(
        String taskId,
        String tenant,
        Purpose purpose,
        String question,
        List<ImageInput> images,
        List<String> choices,
        @Nullable Reference reference,
        Settings settings,
        Instant submittedAt)
        implements Event {

    public TaskSubmitted {
        images = images == null ? List.of() : List.copyOf(images);
        choices = choices == null ? List.of() : List.copyOf(choices);
        settings = settings == null ? Settings.DEFAULT : settings;
    }

    @Override
    public String eventId() {
        return EventIds.of(taskId, "gateway");
    }

    @Override
    public String key() {
        return taskId;
    }
}
