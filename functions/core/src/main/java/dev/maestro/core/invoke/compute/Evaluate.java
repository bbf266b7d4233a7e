package dev.maestro.core.invoke.compute;

import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.call.JsonReply;
import dev.maestro.core.invoke.question.Choices;

/** Lets an expert compute the answer from the question and the last evidence. */
public final class Evaluate implements SkillProcedure {

    private static final double ROUNDING = 0.005;

    @Override
    public String name() {
        return "compute-evaluate";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        JsonReply reply = JsonReply.of(context.main(Calls.onEvidence("compute", input)));
        return Choices.answer(input, reply.text("answer"), ROUNDING);
    }
}
