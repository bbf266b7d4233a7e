package dev.maestro.core.invoke.read;

import dev.maestro.core.episode.Answers;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.question.Choices;
import dev.maestro.core.invoke.question.Question;
import dev.maestro.core.invoke.reading.Reading;
import dev.maestro.core.invoke.reading.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What all skills say that read everything: the text, one of its lines, or whether a quoted text stands there. */
final class Sign {

    private static final Pattern MISREAD = Pattern.compile("\\p{L}+[01]{1,2}\\p{L}+");
    private static final int WORD_LENGTH = 4;
    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth", "fifth");

    private Sign() {}

    static String observation(SkillInput input, Reading reading) {
        Question question = Question.of(input.query());
        String text = spelled(reading.text());
        if (text.isEmpty()) {
            return "";
        }
        if (question.isYesNo() && question.quoted().size() == 1) {
            boolean there = Answers.folded(text)
                    .contains(Answers.folded(question.quoted().getFirst()));
            return Choices.answer(input, there ? "yes" : "no");
        }
        List<Row> rows = reading.rows();
        if (question.has("line", "row")) {
            int row = question.has("last", "bottom") ? rows.size() - 1 : question.has("top") ? 0 : ordinal(question);
            if (row >= 0 && row < rows.size()) {
                return Choices.answer(input, spelled(rows.get(row).text()));
            }
        }
        return Choices.answer(input, text);
    }

    /** A zero or a one between letters of a word without other digits is an O or an I that was misread. */
    private static String spelled(String text) {
        return Arrays.stream(text.split(" ", -1)).map(Sign::spelledWord).collect(Collectors.joining(" "));
    }

    private static String spelledWord(String word) {
        if (word.length() < WORD_LENGTH || !MISREAD.matcher(word).matches()) {
            return word;
        }
        boolean upper = word.toUpperCase(Locale.ROOT).equals(word);
        return word.replace("0", upper ? "O" : "o").replace("1", upper ? "I" : "l");
    }

    private static int ordinal(Question question) {
        for (int i = 0; i < ORDINALS.size(); i++) {
            if (question.has(ORDINALS.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
