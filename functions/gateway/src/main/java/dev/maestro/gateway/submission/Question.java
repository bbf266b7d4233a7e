package dev.maestro.gateway.submission;

import dev.maestro.gateway.image.ImageUpload;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reference;
import dev.maestro.schema.wire.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question as it came in, with defaults filled in; limits were not checked. */
public record Question(
        String text,
        List<ImageUpload> images,
        List<String> choices,
        Settings settings,
        Purpose purpose,
        @Nullable Reference reference) {

    public Question {
        images = List.copyOf(images);
        choices = List.copyOf(choices);
    }
}
