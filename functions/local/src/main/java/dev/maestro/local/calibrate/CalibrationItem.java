package dev.maestro.local.calibrate;

import dev.maestro.core.evaluate.item.BadItemException;
import dev.maestro.core.evaluate.item.EvaluationItem;
import dev.maestro.core.evaluate.item.ItemFolder;
import dev.maestro.lab.tasks.GeneratedTask;
import dev.maestro.schema.wire.DataSource;
import dev.maestro.schema.wire.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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

    /** The same of a set. */
    public CalibrationItem of(DataSource set) {
        return new CalibrationItem(id, question, images, choices, reference.of(set));
    }

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
     * A task of a folder, its images read; its id starts with the set's name.
     *
     * @throws UncheckedIOException when one of them cannot be read any more
     */
    public static CalibrationItem of(ItemFolder folder, EvaluationItem item) {
        List<byte[]> images = new ArrayList<>();
        for (String name : item.images()) {
            try {
                images.add(folder.picture(name));
            } catch (BadItemException e) {
                throw new UncheckedIOException(new IOException("task " + item.id() + ": " + e.getMessage(), e));
            }
        }
        return new CalibrationItem(
                item.set() + "/" + item.id(), item.question(), images, item.choices(), item.reference());
    }
}
