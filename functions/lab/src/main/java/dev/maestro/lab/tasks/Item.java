package dev.maestro.lab.tasks;

import dev.maestro.schema.wire.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of an items folder, generated or from elsewhere. An expert or router may see question, images and choices
 * only.
 *
 * @param benchmark where it comes from
 * @param images files that exist, PNG or JPEG; read when asked for, so a large folder does not fill the memory
 * @param choices empty unless the answer is the letter of one of them
 * @param split as written; not only the names of {@link Split}
 * @param meta anything else; may hold the answer
 */
public record Item(
        String id,
        String benchmark,
        String family,
        String question,
        List<Path> images,
        List<String> choices,
        Reference reference,
        String split,
        Map<String, Object> meta) {

    public Item {
        images = List.copyOf(images);
        choices = List.copyOf(choices);
        meta = Collections.unmodifiableMap(new LinkedHashMap<>(meta));
    }

    /** The encoded images, in order. */
    public List<byte[]> readImages() throws IOException {
        List<byte[]> result = new ArrayList<>();
        for (Path image : images) {
            result.add(Files.readAllBytes(image));
        }
        return Collections.unmodifiableList(result);
    }
}
