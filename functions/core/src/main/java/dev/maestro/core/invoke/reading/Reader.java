package dev.maestro.core.invoke.reading;

import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.call.JsonReply;
import java.util.List;
import java.util.Map;

/** Calls of the capability {@code read-text}. */
public final class Reader {

    private Reader() {}

    /**
     * Lets the chosen expert read a picture.
     *
     * @throws dev.maestro.core.invoke.ExpertException {@code Failed(bad-reply)}, or the outcome of the call
     */
    public static Reading read(SkillContext context, Image image, Layout layout) {
        ExpertReply reply =
                context.main(Calls.request("read-text", Map.of("layout", layout.wireName()), List.of(image)));
        return of(reply);
    }

    /**
     * What a reader replied.
     *
     * @throws dev.maestro.core.invoke.ExpertException {@code Failed(bad-reply)}
     */
    public static Reading of(ExpertReply reply) {
        JsonReply json = JsonReply.of(reply);
        List<TextLine> lines = json.list("lines").stream()
                .map(line -> new TextLine(line.text("text"), line.number("confidence"), line.requiredBox("box")))
                .toList();
        return new Reading(json.count("width"), json.count("height"), lines);
    }
}
