package dev.maestro.core.invoke.count;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.call.JsonReply;
import dev.maestro.core.invoke.question.Choices;
import dev.maestro.core.invoke.question.Question;
import java.util.Map;

/** Counts the cells of a stained blood smear: white or red ones, platelets, or all. */
public final class CountCells implements SkillProcedure {

    @Override
    public String name() {
        return "count-cells";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        String wanted = kind(Question.of(input.query()));
        long count = JsonReply.of(context.main(Calls.detect("cells", Map.of(), image))).list("cells").stream()
                .filter(cell -> wanted.isEmpty() || cell.text("kind").equals(wanted))
                .count();
        return Choices.answer(input, String.valueOf(count));
    }

    private static String kind(Question question) {
        if (question.has("platelet", "platelets", "thrombocyte", "thrombocytes")) {
            return "platelet";
        }
        if (question.has("white", "wbc", "wbcs", "leukocyte", "leukocytes", "leucocytes")) {
            return "white";
        }
        return question.has("red", "rbc", "rbcs", "erythrocyte", "erythrocytes") ? "red" : "";
    }
}
