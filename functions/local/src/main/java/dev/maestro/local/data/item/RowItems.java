package dev.maestro.local.data.item;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.reward.Scorer;
import dev.maestro.lab.tasks.WrittenItem;
import dev.maestro.local.data.picture.PictureValues;
import dev.maestro.local.data.row.Row;
import dev.maestro.local.data.row.RowProblem;
import dev.maestro.local.data.row.Texts;
import dev.maestro.schema.wire.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From rows to items. Keeps the names of pictures that later rows may refer to; not thread-safe. */
public final class RowItems {

    private static final int LONGEST_META = 2_000;

    /** Needs a sandbox to be scored, so its references are not tried here. */
    private static final String CODE_METRIC = "humaneval_v";

    private final FieldMapping mapping;
    private final ItemSettings settings;
    private final PictureValues pictures;

    public RowItems(FieldMapping mapping, ItemSettings settings, PictureValues pictures) {
        this.mapping = mapping;
        this.settings = settings;
        this.pictures = pictures;
    }

    /**
     * The item of a row.
     *
     * @throws RowProblem when it gives none
     * @throws IOException when a picture cannot be written
     */
    public WrittenItem item(Row row) throws RowProblem, IOException {
        String id = id(row);
        List<String> images = new ArrayList<>();
        for (String column : mapping.images()) {
            images.addAll(pictures.names(mapping.images().size() == 1 ? id : null, row.value(column)));
        }
        List<String> choices = choices(row);
        ReadAnswer answer = ReadAnswer.of(row.value(mapping.answer()), choices, settings.writing());
        String type = or(settings.answerType(), or(row.text("answer_type"), answer.type()));
        String metric = or(settings.metric(), or(row.text("metric"), choices.isEmpty() ? "exact" : "choice"));
        check(new Reference(answer.answer(), type, metric, null, answer.alternatives()), choices);
        return new WrittenItem(
                id,
                settings.benchmark(),
                or(mapping.family() == null ? null : row.text(mapping.family()), settings.family()),
                question(row),
                images,
                choices.isEmpty() ? null : choices,
                answer.answer(),
                answer.alternatives(),
                type,
                metric,
                mapping.split() == null ? settings.split() : row.text(mapping.split()),
                meta(row));
    }

    private String id(Row row) {
        String written = mapping.id() == null ? null : row.text(mapping.id());
        return or(written, row.where().replaceAll("[^\\w.-]+", "-"));
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private String question(Row row) throws RowProblem {
        String question = row.text(mapping.question());
        if (question == null) {
            throw new RowProblem("has no question (column " + mapping.question() + ")");
        }
        String hint = mapping.hint() == null ? null : row.text(mapping.hint());
        return hint == null ? question : hint + "\n" + question;
    }

    private List<String> choices(Row row) throws RowProblem {
        if (mapping.choices().size() == 1) {
            return Texts.listOf(row.value(mapping.choices().getFirst())).stream()
                    .map(Texts::of)
                    .toList();
        }
        List<String> choices = new ArrayList<>();
        String gap = null;
        for (String column : mapping.choices()) {
            String choice = row.text(column);
            if (choice == null) {
                gap = gap == null ? column : gap;
            } else if (gap == null) {
                choices.add(choice);
            } else {
                throw new RowProblem("has a choice " + column + " but none for " + gap);
            }
        }
        return choices;
    }

    /** The right answer itself has to score, else no answer could be right. */
    private static void check(Reference reference, List<String> choices) throws RowProblem {
        if (reference.metric().equals(CODE_METRIC)) {
            return;
        }
        double score;
        try {
            score = Scorer.of(reference.metric()).score(reference.answer(), reference, choices);
        } catch (TerminalException e) {
            throw new RowProblem("cannot be scored: " + e.getMessage());
        }
        if (score < 1) {
            throw new RowProblem("has the answer '" + Texts.brief(reference.answer(), 60)
                    + "', which itself would not count as right (answer type " + reference.answerType() + ", metric "
                    + reference.metric() + ")");
        }
    }

    private Map<String, Object> meta(Row row) {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("source", row.where());
        for (String column : mapping.meta()) {
            String text = row.text(column);
            if (text != null) {
                meta.put(column, Texts.brief(text, LONGEST_META));
            }
        }
        return meta;
    }
}
