package dev.maestro.core.invoke.read;

import dev.maestro.core.episode.Answers;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.question.Choices;
import dev.maestro.core.invoke.question.Question;
import dev.maestro.core.invoke.reading.Reading;
import dev.maestro.core.invoke.reading.Row;
import java.util.List;

/** What all skills say that read everything: the text, one of its lines, or whether a quoted text stands there. */
final class Sign {

    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth", "fifth");

    private Sign() {}

    static String observation(SkillInput input, Reading reading) {
        Question question = Question.of(input.query());
        String text = reading.text();
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
                return Choices.answer(input, rows.get(row).text());
            }
        }
        return Choices.answer(input, text);
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
