package dev.maestro.local.data.row;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import org.atteo.evo.inflector.English;
import org.jspecify.annotations.Nullable;

/**
 * Object annotations in COCO's form as counting questions: for each image and each category on it, how many there are.
 * The file is read as a stream; numbers of objects by image and category are kept, outlines and boxes are not. A
 * category that an image shows as a crowd (annotated as one region) has no count and gives no question.
 */
final class CocoRows implements RowSource {

    private static final int CROWD = -1;
    static final List<String> COLUMNS = List.of("id", "image", "question", "answer", "category");

    private final String name;
    private final Map<Long, String> files = new LinkedHashMap<>();
    private final Map<Long, String> categories = new LinkedHashMap<>();
    private final Map<Long, TreeMap<Long, Integer>> counts = new HashMap<>();
    private final Queue<Entry> ready = new ArrayDeque<>();
    private final Iterator<Map.Entry<Long, String>> images;
    private long row;

    CocoRows(Path file) throws IOException {
        this.name = String.valueOf(file.getFileName());
        try (JsonParser parser = Texts.MAPPER.getFactory().createParser(Files.newInputStream(file))) {
            parser.setCodec(Texts.MAPPER);
            read(parser);
        } catch (JsonProcessingException e) {
            throw new DataException(
                    name + " is no JSON"
                            + (e.getLocation() == null
                                    ? ""
                                    : " at line " + e.getLocation().getLineNr()) + ": "
                            + Texts.brief(e.getOriginalMessage(), 160),
                    e);
        }
        if (files.isEmpty() || categories.isEmpty()) {
            throw new DataException(name + " has no 'images' or no 'categories'; COCO's form has both beside"
                    + " 'annotations'. For another JSON form use --from json or jsonl.");
        }
        this.images = files.entrySet().iterator();
    }

    private void read(JsonParser parser) throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String section = parser.currentName();
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                continue;
            }
            int index = 0;
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                index++;
                switch (section) {
                    case "images" -> image(parser, index);
                    case "categories" -> category(parser, index);
                    case "annotations" -> annotation(parser);
                    default -> parser.skipChildren();
                }
            }
        }
    }

    private void image(JsonParser parser, int index) throws IOException {
        JsonNode node = parser.readValueAsTree();
        if (!node.path("id").isNumber() || !node.path("file_name").isTextual()) {
            throw new DataException(name + ": images " + index + " has no id or no file_name");
        }
        files.put(node.path("id").asLong(), node.path("file_name").asText());
    }

    private void category(JsonParser parser, int index) throws IOException {
        JsonNode node = parser.readValueAsTree();
        if (!node.path("id").isNumber() || !node.path("name").isTextual()) {
            throw new DataException(name + ": categories " + index + " has no id or no name");
        }
        categories.put(node.path("id").asLong(), node.path("name").asText());
    }

    /** Reads three fields and skips the rest, which is nearly all of the file. */
    private void annotation(JsonParser parser) throws IOException {
        long image = -1;
        long category = -1;
        boolean crowd = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "image_id" -> image = parser.getValueAsLong(-1);
                case "category_id" -> category = parser.getValueAsLong(-1);
                case "iscrowd" -> crowd = parser.getValueAsInt(0) != 0;
                default -> parser.skipChildren();
            }
        }
        counts.computeIfAbsent(image, key -> new TreeMap<>())
                .merge(category, crowd ? CROWD : 1, (before, more) -> before < 0 || more < 0 ? CROWD : before + more);
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public Optional<Entry> next() {
        while (ready.isEmpty() && images.hasNext()) {
            Map.Entry<Long, String> image = images.next();
            counts.getOrDefault(image.getKey(), new TreeMap<>())
                    .forEach((category, count) -> add(image.getKey(), image.getValue(), category, count));
        }
        return Optional.ofNullable(ready.poll());
    }

    private void add(long image, String file, long category, int count) {
        String where = name + " image " + image + " (" + file + ")";
        String label = categories.get(category);
        if (label == null) {
            ready.add(new Entry.Bad(where, "has annotations of the category " + category + ", which is not listed"));
        } else if (count > 0) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("id", image + "-" + category);
            values.put("image", file);
            values.put("question", "How many " + plural(label) + " are in the image? Answer with a number.");
            values.put("answer", (long) count);
            values.put("category", label);
            ready.add(new Entry.Good(new Row(where, ++row, values)));
        }
    }

    /** Several of what a category names, by its last word: wine glasses, people, mice. */
    static String plural(String category) {
        int last = category.lastIndexOf(' ') + 1;
        return category.substring(0, last) + English.plural(category.substring(last));
    }

    @Override
    public void close() {
        // The file was closed when it had been read.
    }
}
