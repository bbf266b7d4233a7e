package dev.maestro.core.invoke.knowledge;

import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.call.JsonReply;
import dev.maestro.core.invoke.question.Choices;

/** Lets an expert look the answer up, from the question and the last evidence. */
public final class LookUp implements SkillProcedure {

    @Override
    public String name() {
        return "knowledge-lookup";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        JsonReply reply = JsonReply.of(context.main(Calls.onEvidence("look-up", input)));
        return Choices.answer(input, reply.text("answer"));
    }
}
