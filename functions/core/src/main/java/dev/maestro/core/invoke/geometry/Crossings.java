package dev.maestro.core.invoke.geometry;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.call.JsonReply;
import dev.maestro.core.invoke.question.Choices;
import dev.maestro.core.invoke.question.Question;
import java.util.List;
import java.util.Map;

/** Counts where lines cross; of the colours that the question names, else of all. */
public final class Crossings implements SkillProcedure {

    @Override
    public String name() {
        return "geometry-crossings";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        Question question = Question.of(input.query());
        JsonReply reply = JsonReply.of(context.main(Calls.detect("crossings", options(Colors.in(question)), image)));
        int count = reply.count("count");
        String found = question.isYesNo() ? (count > 0 ? "yes" : "no") : String.valueOf(count);
        return Choices.answer(input, found);
    }

    /** One colour means two lines of it. */
    private static Map<String, Object> options(List<String> colors) {
        return switch (colors.size()) {
            case 0 -> Map.of();
            case 1 -> Map.of("colors", List.of(colors.getFirst(), colors.getFirst()));
            default -> Map.of("colors", colors.subList(0, 2));
        };
    }
}
