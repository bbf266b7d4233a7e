package dev.maestro.schema.event;

import dev.maestro.schema.wire.Purpose;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user said how good an answer was.
 *
 * @param feedbackId made by the client or the gateway; a second one with the same id changes nothing
 * @param episodeId which episode
 * @param taskId its task
 * @param purpose of the task
 * @param score 0 (wrong) to 1 (right)
 * @param comment or null
 * @param submittedAt when
 */
public record FeedbackSubmitted(
        String feedbackId,
        String episodeId,
        String taskId,
        Purpose purpose,
        double score,
        @Nullable String comment,
        Instant submittedAt)
        implements Event {

    public FeedbackSubmitted {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score must be between 0 and 1, was " + score);
        }
    }

    @Override
    public String eventId() {
        return EventIds.of(feedbackId, "feedback");
    }

    @Override
    public String key() {
        return episodeId;
    }
}
