package dev.maestro.lab.tasks;

import dev.maestro.core.evaluate.item.ItemFolder;
import dev.maestro.lab.tasks.draw.Picture;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes generated tasks as a folder: {@code items.jsonl}, one task a line, and {@code images/}. {@code
 * dev.maestro.core.evaluate.item.ItemFolder} reads such a folder.
 */
public final class ItemsFolder {

    /** Name of the list of tasks in its folder. */
    public static final String ITEMS = ItemFolder.ITEMS;

    private static final String BENCHMARK = "maestro-generated";

    private ItemsFolder() {}

    /**
     * Writes tasks one by one, so that only one is in memory. The list appears last, so a folder with a list is whole.
     *
     * @param folder made if it is missing; must not hold a list yet
     * @return how many were written
     * @throws FileAlreadyExistsException when the folder holds a list already
     */
    public static int write(Path folder, Stream<GeneratedTask> tasks) throws IOException {
        int count = 0;
        try (ItemsWriter out = ItemsWriter.open(folder)) {
            for (Iterator<GeneratedTask> each = tasks.iterator(); each.hasNext(); count++) {
                out.write(line(folder, each.next()));
            }
            out.finish();
        }
        return count;
    }

    private static WrittenItem line(Path folder, GeneratedTask task) throws IOException {
        List<String> names = new ArrayList<>();
        for (Picture picture : task.images()) {
            String name = "images/" + task.id() + (names.isEmpty() ? "" : "-" + names.size()) + ".png";
            Files.write(folder.resolve(name), picture.png());
            names.add(name);
        }
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("condition", task.condition());
        meta.putAll(task.meta());
        return new WrittenItem(
                task.id(),
                BENCHMARK,
                task.family(),
                task.question(),
                names,
                task.choices().isEmpty() ? null : task.choices(),
                task.reference().answer(),
                task.reference().alternatives(),
                task.reference().answerType(),
                task.reference().metric(),
                task.split().label(),
                meta);
    }
}
