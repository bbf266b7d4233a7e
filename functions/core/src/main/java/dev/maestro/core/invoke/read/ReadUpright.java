package dev.maestro.core.invoke.read;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.reading.Layout;
import dev.maestro.core.invoke.reading.Reader;

/** Turns the picture so that its text stands upright, then reads it. */
public final class ReadUpright implements SkillProcedure {

    @Override
    public String name() {
        return "read-upright";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        return Sign.observation(input, Reader.read(context, context.pictures().upright(image), Layout.PAGE));
    }
}
