package dev.maestro.local.calibrate;

import dev.maestro.lab.tasks.GeneratedTask;
import dev.maestro.lab.tasks.Item;
import dev.maestro.schema.wire.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A task to calibrate on.
 *
 * @param id unique in its set
 * @param question verbatim
 * @param images encoded, in order
 * @param choices options, else empty
 * @param reference what is right
 */
public record CalibrationItem(
        String id, String question, List<byte[]> images, List<String> choices, Reference reference) {

    /** A generated task. */
    public static CalibrationItem of(GeneratedTask task) {
        return new CalibrationItem(
                task.id(),
                task.question(),
                task.images().stream().map(picture -> picture.png()).toList(),
                task.choices(),
                task.reference());
    }

    /**
     * A task of a folder, its images read.
     *
     * @throws UncheckedIOException when one of them cannot be read
     */
    public static CalibrationItem of(Item item) {
        try {
            return new CalibrationItem(item.id(), item.question(), item.readImages(), item.choices(), item.reference());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the images of task " + item.id(), e);
        }
    }
}
