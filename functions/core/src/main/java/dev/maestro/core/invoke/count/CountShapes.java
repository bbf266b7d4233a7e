package dev.maestro.core.invoke.count;

import dev.maestro.core.episode.Numerals;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.call.JsonReply;
import dev.maestro.core.invoke.question.Choices;
import dev.maestro.core.invoke.question.Question;
import dev.maestro.core.invoke.values.NamedValue;
import dev.maestro.core.invoke.values.SeriesQuestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts shapes of a kind and colour that the question names. Two kinds, as in {@code how many more red circles than
 * blue squares}, give evidence for a skill that computes; at most four kinds are counted.
 */
public final class CountShapes implements SkillProcedure {

    private static final int MAX_KINDS = 4;

    @Override
    public String name() {
        return "count-shapes";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        Question question = Question.of(input.query());
        List<NamedValue> counts = new ArrayList<>();
        for (ShapeQuery query :
                ShapeQuery.of(question).stream().limit(MAX_KINDS).toList()) {
            JsonReply reply = JsonReply.of(context.main(
                    Calls.detect("count-shapes", Map.of("shape", query.shape(), "color", query.color()), image)));
            counts.add(new NamedValue(query.label(), String.valueOf(reply.count("count"))));
        }
        return Choices.answer(input, counts.size() == 1 ? one(question, counts.getFirst()) : several(question, counts));
    }

    private static String one(Question question, NamedValue count) {
        if (!question.isYesNo()) {
            return count.value();
        }
        BigDecimal found = count.number().orElseThrow();
        Optional<BigDecimal> bound = question.words().stream()
                .map(CountShapes::number)
                .flatMap(Optional::stream)
                .findFirst();
        if (bound.isEmpty()) {
            return found.signum() > 0 ? "yes" : "no";
        }
        int compared = found.compareTo(bound.get());
        boolean holds;
        if (question.hasPhrase("at least")) {
            holds = compared >= 0;
        } else if (question.hasPhrase("at most")) {
            holds = compared <= 0;
        } else if (question.hasPhrase("more than")) {
            holds = compared > 0;
        } else if (question.has("fewer", "less")) {
            holds = compared < 0;
        } else {
            holds = compared == 0;
        }
        return holds ? "yes" : "no";
    }

    private static Optional<BigDecimal> number(String word) {
        List<String> names = List.of(
                "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
                "twelve");
        return names.contains(word) ? Optional.of(BigDecimal.valueOf(names.indexOf(word))) : Numerals.parse(word);
    }

    private static String several(Question question, List<NamedValue> counts) {
        boolean comparison = question.isYesNo() || question.has("which");
        return comparison ? SeriesQuestion.answer(question, counts) : SeriesQuestion.evidence(counts);
    }
}
