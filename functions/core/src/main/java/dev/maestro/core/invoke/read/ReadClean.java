package dev.maestro.core.invoke.read;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.reading.Layout;
import dev.maestro.core.invoke.reading.Reader;

/** Takes noise and uneven ground out of the picture, then reads it. */
public final class ReadClean implements SkillProcedure {

    @Override
    public String name() {
        return "read-clean";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        return Sign.observation(input, Reader.read(context, context.pictures().clean(image), Layout.PAGE));
    }
}
