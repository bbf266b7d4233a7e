package dev.maestro.core.invoke.geometry;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.call.JsonReply;
import dev.maestro.core.invoke.question.Choices;
import java.util.Map;

/** Counts squares drawn one in another. */
public final class Nested implements SkillProcedure {

    @Override
    public String name() {
        return "geometry-nested";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        JsonReply reply = JsonReply.of(context.main(Calls.detect("nested-squares", Map.of(), image)));
        return Choices.answer(input, String.valueOf(reply.count("count")));
    }
}
