package dev.maestro.lab.tasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.maestro.core.episode.Json;
import dev.maestro.lab.tasks.draw.Picture;
import dev.maestro.schema.wire.Reference;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of tasks: {@code items.jsonl}, one task a line, and {@code images/}. */
public final class ItemsFolder {

    /** Name of the list of tasks in its folder. */
    public static final String ITEMS = "items.jsonl";

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

    /**
     * Reads a folder written here or elsewhere in the same layout.
     *
     * @throws NoSuchFileException when the list or an image it names is missing
     * @throws IOException when a line is not an item, with its number; or when an image lies outside the folder
     */
    public static List<Item> read(Path folder) throws IOException {
        Path items = folder.resolve(ITEMS);
        if (!Files.isRegularFile(items)) {
            throw new NoSuchFileException(
                    items.toString(), null, "name the folder that holds " + ITEMS + " and the images");
        }
        List<Item> result = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(items)) {
            number++;
            if (!line.isBlank()) {
                result.add(item(folder, items + " line " + number, line));
            }
        }
        return List.copyOf(result);
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

    private static Item item(Path folder, String where, String text) throws IOException {
        WrittenItem line;
        try {
            line = Json.mapper().readValue(text, WrittenItem.class);
        } catch (JsonProcessingException e) {
            throw new IOException(where + " is not an item: " + e.getOriginalMessage(), e);
        }
        if (line == null) {
            throw new IOException(where + " is not an item: it is null");
        }
        String id = present(where, "id", line.id());
        List<Path> images = new ArrayList<>();
        Path root = folder.toAbsolutePath().normalize();
        for (String name : line.images() == null ? List.<String>of() : line.images()) {
            Path image = resolve(root, where, name);
            if (!image.startsWith(root)) {
                throw new IOException(where + ": the image " + name + " lies outside the folder");
            }
            if (!Files.isRegularFile(image)) {
                throw new NoSuchFileException(image.toString(), null, "named by " + where);
            }
            images.add(image);
        }
        return new Item(
                id,
                line.benchmark() == null ? "" : line.benchmark(),
                present(where, "family", line.family()),
                present(where, "question", line.question()),
                images,
                line.choices() == null ? List.of() : line.choices(),
                new Reference(
                        present(where, "answer", line.answer()),
                        answerType(line, present(where, "answer_type", line.answerType())),
                        present(where, "metric", line.metric()),
                        line.family(),
                        line.alternatives() == null ? List.of() : line.alternatives()),
                line.split() == null ? "" : line.split(),
                line.meta() == null ? Map.of() : line.meta());
    }

    private static Path resolve(Path root, String where, @Nullable String name) throws IOException {
        try {
            return root.resolve(String.valueOf(name)).normalize();
        } catch (InvalidPathException e) {
            throw new IOException(where + " names an image by what is no path: " + e.getReason(), e);
        }
    }

    /** What the layout calls text is compared case by case for barcodes, and as Python values for code's output. */
    private static String answerType(WrittenItem line, String written) {
        if (!written.equals("text")) {
            return written;
        }
        if (line.meta() != null && line.meta().containsKey("symbology")) {
            return "verbatim";
        }
        return "code".equals(line.family()) ? "literal" : written;
    }

    private static String present(String where, String field, @Nullable String value) throws IOException {
        if (value == null || value.isBlank()) {
            throw new IOException(where + " has no " + field);
        }
        return value;
    }
}
