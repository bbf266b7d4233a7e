package dev.maestro.core.invoke.read;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.reading.Layout;
import dev.maestro.core.invoke.reading.Reader;

/** Reads the picture as it is. */
public final class ReadPlain implements SkillProcedure {

    @Override
    public String name() {
        return "read-plain";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        return Sign.observation(input, Reader.read(context, image, Layout.PAGE));
    }
}
