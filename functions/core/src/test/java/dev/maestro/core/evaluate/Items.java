package dev.maestro.core.evaluate;

import dev.maestro.core.episode.Json;
import dev.maestro.core.evaluate.item.ItemFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Folders of items for tests. */
final class Items {

    /** One red pixel. */
    static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC");

    private Items() {}

    /** An item with a number as its answer; change what a test is about. */
    static Map<String, Object> item(String id) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", id);
        item.put("benchmark", "Sums");
        item.put("family", "math");
        item.put("question", "What is the answer to " + id + "?");
        item.put("images", List.of());
        item.put("answer", "42");
        item.put("answer_type", "number");
        item.put("metric", "exact");
        item.put("split", "test");
        return item;
    }

    static String line(Map<String, Object> item) {
        return new String(Json.bytes(item), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Writes a list of so many items. */
    static Path write(Path folder, int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line(item("item-" + i)));
        }
        return write(folder, lines);
    }

    static Path write(Path folder, List<String> lines) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(ItemFolder.ITEMS), lines);
        return folder;
    }
}
