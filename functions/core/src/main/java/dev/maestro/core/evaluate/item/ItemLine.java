package dev.maestro.core.evaluate.item;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.reward.Scorer;
import dev.maestro.schema.wire.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of a list of items, as written. */
record ItemLine(
        @Nullable String id,
        @Nullable String benchmark,
        @Nullable String family,
        @Nullable String question,
        @Nullable List<@Nullable String> images,
        @Nullable List<@Nullable String> choices,
        @Nullable String answer,
        @Nullable List<@Nullable String> alternatives,
        @JsonProperty("answer_type") @Nullable String answerType,
        @Nullable String metric,
        @Nullable String split,
        @Nullable Map<String, Object> meta) {

    /** Stands where bytes were no UTF-8. */
    private static final char NO_CHARACTER = '\uFFFD';

    private static final List<String> ANSWER_TYPES =
            List.of("number", "text", "verbatim", "literal", "formula", "choice", "bool", "list", "code");

    /**
     * Reads and checks a line.
     *
     * @param set the name of its folder
     * @throws BadItemException when it is no item, or one that no answer could be right for
     */
    static EvaluationItem read(String set, String text) throws BadItemException {
        if (text.indexOf(NO_CHARACTER) >= 0) {
            throw new BadItemException("it is not UTF-8 text");
        }
        ItemLine line;
        try {
            line = Json.mapper().readValue(text, ItemLine.class);
        } catch (JsonProcessingException e) {
            throw new BadItemException("it is no item: " + e.getOriginalMessage());
        }
        if (line == null) {
            throw new BadItemException("it is no item: the JSON is null");
        }
        String id = present("id", line.id);
        List<String> choices = whole("choices", line.choices);
        Reference reference = new Reference(
                present("answer", line.answer),
                answerType(line, present("answer_type", line.answerType)),
                present("metric", line.metric),
                null,
                whole("alternatives", line.alternatives));
        check(reference, choices);
        return new EvaluationItem(
                set,
                id,
                line.benchmark == null ? "" : line.benchmark,
                line.family == null ? "" : line.family,
                present("question", line.question),
                whole("images", line.images),
                choices,
                reference,
                line.split == null ? "" : line.split);
    }

    private static void check(Reference reference, List<String> choices) throws BadItemException {
        if (!ANSWER_TYPES.contains(reference.answerType())) {
            throw new BadItemException("no answer_type is called '" + reference.answerType() + "'; use "
                    + String.join(", ", ANSWER_TYPES));
        }
        Scorer scorer;
        try {
            scorer = Scorer.of(reference.metric());
        } catch (TerminalException e) {
            throw new BadItemException(String.valueOf(e.getMessage()));
        }
        boolean letter =
                reference.answerType().equals("choice") || reference.metric().equals("choice");
        if (!letter) {
            return;
        }
        String answer = reference.answer().strip();
        if (choices.isEmpty()) {
            throw new BadItemException("its answer is the letter of a choice, but it has no choices");
        }
        boolean named = choices.stream().anyMatch(choice -> choice.strip().equalsIgnoreCase(answer));
        int index = answer.length() == 1 ? answer.toUpperCase(Locale.ROOT).charAt(0) - 'A' : -1;
        if ((index < 0 || index >= choices.size()) && !named) {
            throw new BadItemException("its answer '" + answer + "' is none of its " + choices.size()
                    + " choices; give the letter A to " + (char) ('A' + choices.size() - 1));
        }
        if (scorer.score(answer, reference, choices) < 1) {
            throw new BadItemException("its own answer '" + answer + "' would not count as right; give the letter");
        }
    }

    /** What the layout calls text is compared case by case for barcodes, and as Python values for code's output. */
    private static String answerType(ItemLine line, String written) {
        if (!written.equals("text")) {
            return written;
        }
        if (line.meta != null && line.meta.containsKey("symbology")) {
            return "verbatim";
        }
        return "code".equals(line.family) ? "literal" : written;
    }

    private static List<String> whole(String field, @Nullable List<@Nullable String> values) throws BadItemException {
        List<String> whole = new ArrayList<>();
        for (String value : values == null ? List.<@Nullable String>of() : values) {
            if (value == null) {
                throw new BadItemException("one of its " + field + " is null");
            }
            whole.add(value);
        }
        return whole;
    }

    private static String present(String field, @Nullable String value) throws BadItemException {
        if (value == null || value.isBlank()) {
            throw new BadItemException("it has no " + field);
        }
        return value;
    }
}
