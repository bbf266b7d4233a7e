package dev.maestro.core.invoke.chart;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.call.JsonReply;
import dev.maestro.core.invoke.reading.Box;
import java.util.List;
import java.util.Map;

/** Calls of the operation {@code bars}. */
final class Bars {

    private Bars() {}

    /** Boxes of filled rectangles on a picture, found by a detecting expert; perhaps patches of a legend too. */
    static List<Box> find(SkillContext context, Image image) {
        return JsonReply.of(context.helper(Calls.detect("bars", Map.of(), image))).list("bars").stream()
                .map(bar -> bar.requiredBox("box"))
                .toList();
    }
}
