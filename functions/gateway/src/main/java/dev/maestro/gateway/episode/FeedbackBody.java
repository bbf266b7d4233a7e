package dev.maestro.gateway.episode;

import dev.maestro.gateway.Examples;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How good an answer was.
 *
 * @param score 0 (wrong) to 1 (right)
 * @param comment for people
 */
@Schema(description = "How good an answer was", examples = Examples.FEEDBACK)
public record FeedbackBody(
        @Schema(required = true, minimum = "0", maximum = "1") @Nullable
        Double score,

        @Nullable String comment) {}
