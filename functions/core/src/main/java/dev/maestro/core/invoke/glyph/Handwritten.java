package dev.maestro.core.invoke.glyph;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.call.JsonReply;
import dev.maestro.core.invoke.question.Choices;
import dev.maestro.core.invoke.reading.Layout;
import dev.maestro.schema.wire.Outcome;
import java.util.List;
import java.util.Map;

/** Says which digit was written by hand. When the classifier wavers, a reader of print has a vote. */
public final class Handwritten implements SkillProcedure {

    private static final double SURE = 0.75;
    private static final double HEIGHT = 96;
    private static final double READER = 0.6;

    @Override
    public String name() {
        return "glyph-handwritten";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        DigitVotes votes = new DigitVotes();
        JsonReply.of(context.main(Calls.request("classify-digit", Map.of(), List.of(image))))
                .list("digits")
                .forEach(digit -> votes.add(digit.text("digit"), digit.number("confidence")));
        if (votes.most() > 0 && votes.most() < SURE) {
            double scale = Math.clamp(HEIGHT / image.height(), 0.05, 8);
            read(context, context.pictures().crop(image, 0, 0, image.width(), image.height(), scale), votes);
        }
        return votes.winner()
                .map(found -> Choices.answer(input, String.valueOf(found)))
                .orElse("");
    }

    /** What the cheapest reader makes of it; nothing when there is none. */
    private static void read(SkillContext context, Image image, DigitVotes votes) {
        try {
            JsonReply.of(context.helper(
                            Calls.request("read-text", Map.of("layout", Layout.CHARACTER.wireName()), List.of(image))))
                    .list("lines")
                    .stream()
                    .limit(1)
                    .forEach(line -> votes.add(line.text("text"), READER * line.number("confidence")));
        } catch (ExpertException e) {
            if (!(e.outcome() instanceof Outcome.Refused)) {
                throw e;
            }
        }
    }
}
