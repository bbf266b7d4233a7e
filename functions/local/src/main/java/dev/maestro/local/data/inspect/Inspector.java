package dev.maestro.local.data.inspect;

import dev.maestro.lab.tasks.WrittenItem;
import dev.maestro.local.data.item.FieldMapping;
import dev.maestro.local.data.item.ItemSettings;
import dev.maestro.local.data.item.RowItems;
import dev.maestro.local.data.picture.PictureFolder;
import dev.maestro.local.data.picture.PictureValues;
import dev.maestro.local.data.row.Columns;
import dev.maestro.local.data.row.MappingException;
import dev.maestro.local.data.row.Row;
import dev.maestro.local.data.row.RowFiles;
import dev.maestro.local.data.row.RowProblem;
import dev.maestro.local.data.row.RowSource;
import dev.maestro.local.data.row.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a benchmark once and says what is in it. Hashes of questions, ids and pictures are kept, nothing larger. */
public final class Inspector {

    private static final int EXAMPLES = 5;
    private static final int BRIEF = 100;
    private static final int MOST_ANSWERS = 50_000;

    private final RowFiles source;
    private final FieldMapping.Wishes wishes;
    private final ItemSettings settings;
    private final int sampleCount;
    private final PictureSizes sizes = new PictureSizes();
    private final PictureValues pictures;
    private final Map<String, ColumnSummary> columns = new LinkedHashMap<>();
    private final Map<String, List<String>> suspicions = new LinkedHashMap<>();
    private final Map<String, Long> suspicionCounts = new LinkedHashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, Seen> questions = new HashMap<>();
    private final Map<String, Long> answers = new HashMap<>();
    private final Map<String, Long> types = new TreeMap<>();
    private final Map<String, Long> metrics = new TreeMap<>();
    private final Map<Integer, Long> choiceCounts = new TreeMap<>();
    private final Map<String, Long> families = new TreeMap<>();
    private final Map<String, Long> splits = new TreeMap<>();
    private final List<Map<String, Object>> samples = new ArrayList<>();
    private @Nullable RowItems rowItems;
    private @Nullable String mapping;
    private @Nullable String mappingProblem;
    private long rows;
    private long items;

    private record Seen(String where, String answer) {}

    /**
     * Prepares one.
     *
     * @param sampleCount how many items are shown
     */
    public Inspector(RowFiles source, FieldMapping.Wishes wishes, ItemSettings settings, int sampleCount) {
        this.source = source;
        this.wishes = wishes;
        this.settings = settings;
        this.sampleCount = sampleCount;
        this.pictures = new PictureValues(settings.imageRoot() == null ? source.root() : settings.imageRoot(), sizes);
    }

    /**
     * Reads it.
     *
     * @param most rows at most; 0 for all
     * @throws DataException when a file cannot be read to its end
     */
    public Inspection run(long most) throws IOException {
        try {
            FieldMapping found = FieldMapping.of(Columns.of(source), wishes);
            mapping = found.toString();
            rowItems = new RowItems(found, settings, pictures);
        } catch (MappingException e) {
            mappingProblem = e.getMessage();
        }
        source.each((entry, names) -> {
            rows++;
            switch (entry) {
                case RowSource.Entry.Bad bad -> suspect("rows that cannot be read", bad.where() + " " + bad.reason());
                case RowSource.Entry.Good good -> row(good.row());
            }
            return most == 0 || rows < most;
        });
        Map.Entry<String, Long> commonest =
                answers.entrySet().stream().max(Map.Entry.comparingByValue()).orElse(null);
        return new Inspection(
                source.form().word(),
                source.files().stream().map(Path::toString).toList(),
                rows,
                columns.values().stream().map(ColumnSummary::column).toList(),
                mapping,
                mappingProblem,
                items,
                types,
                metrics,
                choiceCounts,
                families,
                splits,
                commonest == null ? null : commonest.getKey(),
                commonest == null ? 0 : commonest.getValue() / (double) items,
                sizes.summary(),
                List.copyOf(samples),
                suspicions.entrySet().stream()
                        .map(kind -> new Inspection.Suspicion(
                                kind.getKey(),
                                suspicionCounts.getOrDefault(kind.getKey(), 0L),
                                List.copyOf(kind.getValue())))
                        .toList());
    }

    private void suspect(String kind, String example) {
        suspicionCounts.merge(kind, 1L, Long::sum);
        List<String> examples = suspicions.computeIfAbsent(kind, key -> new ArrayList<>());
        if (examples.size() < EXAMPLES) {
            examples.add(Texts.brief(example, 200));
        }
    }

    private void row(Row row) throws IOException {
        row.values().forEach((column, value) -> columns.computeIfAbsent(column, ColumnSummary::new)
                .add(value));
        if (rowItems == null) {
            return;
        }
        try {
            item(row, rowItems.item(row));
        } catch (RowProblem e) {
            suspect("rows that give no item", row.where() + " " + e.getMessage());
        }
    }

    private void item(Row row, WrittenItem item) {
        items++;
        List<String> choices = item.choices() == null ? List.of() : item.choices();
        types.merge(String.valueOf(item.answerType()), 1L, Long::sum);
        metrics.merge(String.valueOf(item.metric()), 1L, Long::sum);
        choiceCounts.merge(choices.size(), 1L, Long::sum);
        families.merge(String.valueOf(item.family()), 1L, Long::sum);
        splits.merge(item.split() == null ? "none" : item.split(), 1L, Long::sum);
        String answer = String.valueOf(item.answer());
        if (answers.size() < MOST_ANSWERS || answers.containsKey(answer)) {
            answers.merge(answer, 1L, Long::sum);
        }
        String before = ids.putIfAbsent(String.valueOf(item.id()), row.where());
        if (before != null) {
            suspect("ids that stand twice", row.where() + " has the id of " + before + ": " + item.id());
        }
        if (new HashSet<>(choices).size() < choices.size()) {
            suspect("questions with the same choice twice", row.where() + ": " + String.join(" | ", choices));
        }
        repeated(row, item, answer, choices);
        if (samples.size() < sampleCount) {
            samples.add(sample(item, answer, choices));
        }
    }

    private void repeated(Row row, WrittenItem item, String answer, List<String> choices) {
        String key = PictureFolder.hash(
                        (item.question() + "\n" + item.images() + "\n" + choices).getBytes(StandardCharsets.UTF_8))
                .substring(0, 24);
        Seen seen = questions.putIfAbsent(key, new Seen(row.where(), answer));
        if (seen == null) {
            return;
        }
        if (seen.answer().equals(answer)) {
            suspect("questions that stand twice", row.where() + " repeats " + seen.where());
        } else {
            suspect(
                    "questions with two answers",
                    row.where() + " says '" + answer + "', " + seen.where() + " says '" + seen.answer() + "'");
        }
    }

    private static Map<String, Object> sample(WrittenItem item, String answer, List<String> choices) {
        Map<String, Object> sample = new LinkedHashMap<>();
        sample.put("id", String.valueOf(item.id()));
        sample.put("question", Texts.brief(String.valueOf(item.question()), BRIEF));
        sample.put("choices", choices);
        sample.put("answer", answer);
        sample.put("pictures", item.images() == null ? 0 : item.images().size());
        return sample;
    }
}
