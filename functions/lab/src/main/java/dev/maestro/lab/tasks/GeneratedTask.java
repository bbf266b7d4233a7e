package dev.maestro.lab.tasks;

import dev.maestro.lab.tasks.draw.Picture;
import dev.maestro.lab.tasks.family.Split;
import dev.maestro.schema.wire.Reference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A task with its right answer. Only question, images and choices may be shown to what answers it.
 *
 * @param id unique within a seed; says nothing about family or answer
 * @param family as {@link TaskGenerator#families()} lists them
 * @param condition of the picture, one of its family's
 * @param images in order; empty for a question in text only
 * @param choices empty unless the answer is one of them
 * @param meta what was drawn (font, layout, wording, scene); for tests and reports, never for an expert
 */
public record GeneratedTask(
        String id,
        Split split,
        String family,
        String condition,
        String question,
        List<Picture> images,
        List<String> choices,
        Reference reference,
        Map<String, String> meta) {

    public GeneratedTask {
        images = List.copyOf(images);
        choices = List.copyOf(choices);
        meta = Collections.unmodifiableMap(new LinkedHashMap<>(meta));
    }
}
