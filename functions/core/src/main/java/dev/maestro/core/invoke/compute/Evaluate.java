package dev.maestro.core.invoke.compute;

import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.call.JsonReply;
import dev.maestro.core.invoke.question.Choices;
import java.util.List;
import java.util.Map;

/** Lets an expert compute the answer from the question and the last evidence. */
public final class Evaluate implements SkillProcedure {

    private static final double ROUNDING = 0.005;

    @Override
    public String name() {
        return "compute-evaluate";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        String evidence = input.evidence().isEmpty() ? "" : input.evidence().getLast();
        JsonReply reply = JsonReply.of(context.main(
                Calls.request("compute", Map.of("question", input.query(), "evidence", evidence), List.of())));
        return Choices.answer(input, reply.text("answer"), ROUNDING);
    }
}
