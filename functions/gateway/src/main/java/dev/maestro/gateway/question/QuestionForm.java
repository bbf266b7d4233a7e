package dev.maestro.gateway.question;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of a question as a form, for the documentation; {@link QuestionReader} reads them. */
@Schema(description = "A question as a form")
record QuestionForm(
        @Schema(required = true, description = "What is asked", examples = "What is the total?")
        String question,

        @Schema(
                type = SchemaType.ARRAY,
                implementation = String.class,
                format = "binary",
                description =
                        "An image; as often as there are images. Or the digest of one that was sent to /v1/images")
        List<String> image,

        @Schema(description = "An option; as often as there are options, or once as a JSON list") @Nullable
        List<String> choices,

        @Schema(description = "Settings as JSON", examples = "{\"budget\": {\"maxSteps\": 2}}") @Nullable
        String settings,

        @Schema(description = "serve, train, calibrate or evaluate", examples = "serve") @Nullable
        String purpose,

        @Schema(description = "The right answer as JSON, where it is known") @Nullable
        String reference) {}
