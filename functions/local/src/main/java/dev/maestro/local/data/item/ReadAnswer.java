package dev.maestro.local.data.item;

import dev.maestro.local.data.row.RowProblem;
import dev.maestro.local.data.row.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a row in the layout's terms.
 *
 * @param answer the letter of a choice, else the text
 * @param alternatives other texts that are as right
 * @param type {@code choice, bool, number, list} or {@code text}
 */
record ReadAnswer(String answer, List<String> alternatives, String type) {

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d[\\d,]*(?:\\.\\d+)?|[-+]?\\.\\d+");
    private static final Pattern LIST = Pattern.compile("[(\\[{].*[,;].*[)\\]}]");
    private static final Pattern LETTER = Pattern.compile("\\(?([A-Za-z])\\)?[.:]?");
    private static final List<String> TRUTHS = List.of("yes", "no", "true", "false");

    ReadAnswer {
        alternatives = List.copyOf(alternatives);
    }

    /**
     * Reads it.
     *
     * @param value of the answer's column
     * @param choices empty for an open question
     */
    static ReadAnswer of(@Nullable Object value, List<String> choices, AnswerWriting writing) throws RowProblem {
        if (value == null) {
            throw new RowProblem("has no answer");
        }
        if (!choices.isEmpty()) {
            List<Object> given = Texts.listOf(value);
            if (given.size() != 1) {
                throw new RowProblem("has " + given.size() + " answers; a question with choices has one");
            }
            return new ReadAnswer(letter(given.getFirst(), choices, writing), List.of(), "choice");
        }
        List<String> texts = value instanceof List<?> ? commonestFirst(Texts.listOf(value)) : List.of(Texts.of(value));
        if (texts.isEmpty() || texts.getFirst().isBlank()) {
            throw new RowProblem("has no answer");
        }
        String answer = texts.getFirst().strip();
        return new ReadAnswer(answer, texts.subList(1, texts.size()), type(value, answer));
    }

    /** Texts of several answers, the commonest first; people's answers stand in the field {@code answer} of each. */
    private static List<String> commonestFirst(List<Object> values) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Object value : values) {
            Object inner = Texts.object(value).map(map -> map.get("answer")).orElse(value);
            counts.merge(Texts.of(inner).strip(), 1, Integer::sum);
        }
        List<String> texts = new ArrayList<>(counts.keySet());
        texts.sort(Comparator.comparing((String text) -> -counts.getOrDefault(text, 0)));
        return texts;
    }

    private static String type(Object value, String answer) {
        if (value instanceof Boolean || TRUTHS.contains(answer.toLowerCase(Locale.ROOT))) {
            return "bool";
        }
        if (NUMBER.matcher(answer).matches()) {
            return "number";
        }
        return LIST.matcher(answer).matches() ? "list" : "text";
    }

    private static String letter(Object value, List<String> choices, AnswerWriting writing) throws RowProblem {
        String text = Texts.of(value).strip();
        Optional<Integer> found =
                switch (writing) {
                    case LETTER -> byLetter(text);
                    case TEXT -> byText(text, choices);
                    case INDEX -> byNumber(text, 0);
                    case NUMBER -> byNumber(text, 1);
                    case AUTO -> automatic(value, text, choices);
                };
        return found.filter(index -> index >= 0 && index < choices.size())
                .map(index -> String.valueOf((char) ('A' + index)))
                .orElseThrow(() -> new RowProblem("has the answer '" + Texts.brief(text, 60)
                        + "', which is none of its "
                        + choices.size() + " choices"
                        + (writing == AnswerWriting.AUTO
                                ? ""
                                : " read as --answer-is " + writing.name().toLowerCase(Locale.ROOT))));
    }

    private static Optional<Integer> automatic(Object value, String text, List<String> choices) throws RowProblem {
        Optional<Integer> asText = byText(text, choices);
        Optional<Integer> other =
                value instanceof Number || !LETTER.matcher(text).matches()
                        ? byNumber(text, 0).filter(index -> index >= 0 && index < choices.size())
                        : byLetter(text).filter(index -> index < choices.size());
        if (asText.isPresent() && other.isPresent() && !asText.equals(other)) {
            throw new RowProblem("has the answer '" + text + "', which is the text of choice "
                    + (char) ('A' + asText.get()) + " and, read as letter or index, choice "
                    + (char) ('A' + other.get()) + "; say --answer-is letter, text, index or number");
        }
        return asText.or(() -> other);
    }

    private static Optional<Integer> byLetter(String text) {
        var matcher = LETTER.matcher(text);
        return matcher.matches()
                ? Optional.of(matcher.group(1).toUpperCase(Locale.ROOT).charAt(0) - 'A')
                : Optional.empty();
    }

    private static Optional<Integer> byText(String text, List<String> choices) {
        int exact = choices.indexOf(text);
        if (exact >= 0) {
            return Optional.of(exact);
        }
        List<Integer> folded = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            if (choices.get(i).strip().equalsIgnoreCase(text)) {
                folded.add(i);
            }
        }
        return folded.size() == 1 ? Optional.of(folded.getFirst()) : Optional.empty();
    }

    private static Optional<Integer> byNumber(String text, int first) {
        return text.matches("\\d{1,3}") ? Optional.of(Integer.parseInt(text) - first) : Optional.empty();
    }
}
