package dev.maestro.local.data.item;

import dev.maestro.local.data.row.Columns;
import dev.maestro.local.data.row.MappingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a published benchmark are which fields of an item.
 *
 * @param id null: made from file and row
 * @param question the question
 * @param hint put before the question; null for none
 * @param images columns of pictures, in order; empty for text only
 * @param choices one column that holds a list, or one column for each choice; empty for open questions
 * @param answer the answer; a column of answers gives the first, the others count as right too
 * @param split null for none
 * @param family column of what kind of question it is; null when it is the same for all
 * @param meta columns that are kept beside the item
 */
public record FieldMapping(
        @Nullable String id,
        String question,
        @Nullable String hint,
        List<String> images,
        List<String> choices,
        String answer,
        @Nullable String split,
        @Nullable String family,
        List<String> meta) {

    private static final List<String> IDS =
            List.of("id", "question_id", "questionid", "qid", "uid", "sample_id", "pid", "index", "idx");
    private static final List<String> QUESTIONS =
            List.of("question", "query", "prompt", "problem", "instruction", "statement", "sentence");
    private static final List<String> IMAGES = List.of(
            "decoded_image",
            "image",
            "images",
            "img",
            "picture",
            "image_path",
            "image_paths",
            "image_file",
            "imgname",
            "file_name");
    private static final List<String> CHOICES = List.of("choices", "options", "candidates");
    private static final List<String> ANSWERS = List.of(
            "answer", "answers", "ground_truth", "gt_answer", "gt", "gold", "target", "solution", "output", "label");
    private static final Pattern NUMBERED_IMAGE = Pattern.compile("image_?\\d+", Pattern.CASE_INSENSITIVE);
    private static final Pattern LETTERED_CHOICE =
            Pattern.compile("(?:(?:option|choice)_?)?([A-J])", Pattern.CASE_INSENSITIVE);

    public FieldMapping {
        images = List.copyOf(images);
        choices = List.copyOf(choices);
        meta = List.copyOf(meta);
    }

    /**
     * What the user said of columns.
     *
     * @param columns by field: {@code id, question, hint, images, choices, answer, split, family, meta}; what is absent
     *     is looked for by its usual names
     */
    public record Wishes(Map<String, List<String>> columns) {

        public Wishes {
            columns = Map.copyOf(columns);
        }

        private Optional<String> one(String field) {
            return columns.getOrDefault(field, List.of()).stream().findFirst();
        }
    }

    /**
     * Finds the columns.
     *
     * @throws MappingException when a column that was named is not there, or question or answer cannot be found
     */
    public static FieldMapping of(Columns all, Wishes wishes) {
        List<String> columns = all.names();
        wishes.columns().forEach((field, names) -> names.stream()
                .filter(name -> !columns.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new MappingException("There is no column '" + name + "' (--" + field + "); there are: "
                            + String.join(", ", columns) + ".");
                }));
        return new FieldMapping(
                wishes.one("id").or(() -> named(columns, IDS)).orElse(null),
                wishes.one("question")
                        .or(() -> named(columns, QUESTIONS))
                        .orElseThrow(() -> missing("question", columns)),
                wishes.one("hint").or(() -> named(columns, List.of("hint"))).orElse(null),
                wishes.columns().containsKey("images") ? wishes.columns().get("images") : images(all),
                wishes.columns().containsKey("choices") ? wishes.columns().get("choices") : choices(columns),
                wishes.one("answer").or(() -> named(columns, ANSWERS)).orElseThrow(() -> missing("answer", columns)),
                wishes.one("split").or(() -> named(columns, List.of("split"))).orElse(null),
                wishes.one("family").or(() -> named(columns, List.of("family"))).orElse(null),
                wishes.columns().getOrDefault("meta", List.of()));
    }

    private static MappingException missing(String field, List<String> columns) {
        if (columns.isEmpty()) {
            return new MappingException("The source has no columns: it is empty.");
        }
        return new MappingException("Which column is the " + field + " cannot be told from its name; say --" + field
                + " COLUMN. There are: " + String.join(", ", columns) + ".");
    }

    private static Optional<String> named(List<String> columns, List<String> names) {
        return names.stream()
                .flatMap(name -> columns.stream().filter(column -> column.equalsIgnoreCase(name)))
                .findFirst();
    }

    /** Columns of numbered pictures go together; of several usual names one that holds the bytes goes first. */
    private static List<String> images(Columns all) {
        List<String> columns = all.names();
        List<String> numbered = columns.stream()
                .filter(column -> NUMBERED_IMAGE.matcher(column).matches())
                .toList();
        if (!numbered.isEmpty()) {
            return numbered;
        }
        List<String> usual = IMAGES.stream()
                .flatMap(name -> columns.stream().filter(column -> column.equalsIgnoreCase(name)))
                .toList();
        return usual.stream()
                .filter(all.pictures()::contains)
                .findFirst()
                .or(() -> usual.stream().filter(all.filled()::contains).findFirst())
                .or(() -> usual.stream().findFirst())
                .map(List::of)
                .orElse(List.of());
    }

    private static List<String> choices(List<String> columns) {
        List<String> lettered = new ArrayList<>();
        columns.stream()
                .filter(column -> LETTERED_CHOICE.matcher(column).matches())
                .sorted((first, second) -> letter(first).compareTo(letter(second)))
                .forEach(lettered::add);
        boolean fromA = lettered.size() >= 2 && letter(lettered.getFirst()).equals("A");
        return fromA ? lettered : named(columns, CHOICES).map(List::of).orElse(List.of());
    }

    private static String letter(String column) {
        return column.substring(column.length() - 1).toUpperCase(Locale.ROOT);
    }

    /** What was found, for a person. */
    @Override
    public String toString() {
        return "id = " + (id == null ? "file and row" : id) + ", question = " + question
                + (hint == null ? "" : ", hint = " + hint)
                + ", images = " + (images.isEmpty() ? "none" : String.join("+", images))
                + ", choices = " + (choices.isEmpty() ? "none" : String.join("+", choices))
                + ", answer = " + answer
                + (split == null ? "" : ", split = " + split)
                + (family == null ? "" : ", family = " + family);
    }
}
