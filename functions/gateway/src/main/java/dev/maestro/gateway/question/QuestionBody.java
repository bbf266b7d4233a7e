package dev.maestro.gateway.question;

import dev.maestro.schema.event.ImageInput;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reference;
import dev.maestro.schema.wire.Settings;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A question as JSON.
 *
 * @param question what is asked
 * @param images inline, or by the digest that {@code POST /v1/images} gave
 * @param choices options of a multiple-choice question
 * @param settings what the request chooses about its episodes
 * @param purpose {@code serve} unless said otherwise
 * @param reference the right answer, where it is known; no policy, skill or expert sees it
 */
@Schema(description = "A question")
public record QuestionBody(
        @Nullable String question,
        @Nullable List<ImageInput> images,
        @Nullable List<String> choices,
        @Nullable Settings settings,
        @Nullable Purpose purpose,
        @Nullable Reference reference) {}
