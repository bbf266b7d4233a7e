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
import dev.maestro.core.invoke.reading.Reader;
import dev.maestro.core.invoke.reading.TextLine;
import dev.maestro.schema.wire.Outcome;
import java.util.List;
import java.util.Map;

/**
 * Reads one digit, printed or by hand. It is shown to the reader in several sizes, for a reader of print knows a written
 * digit in one size and not in another, and to a second, cheaper reader; each digit, or letter that looks like one, is a vote.
 */
public final class DigitRead implements SkillProcedure {

    private static final List<Double> HEIGHTS = List.of(48.0, 96.0, 160.0);
    private static final double SURE = 2.2;

    @Override
    public String name() {
        return "glyph-digit";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        DigitVotes votes = new DigitVotes();
        for (double height : HEIGHTS) {
            double scale = Math.clamp(height / image.height(), 0.05, 8);
            Image sized = context.pictures().crop(image, 0, 0, image.width(), image.height(), scale);
            for (Layout layout : List.of(Layout.CHARACTER, Layout.LINE)) {
                Reader.read(context, sized, layout).lines().stream()
                        .findFirst()
                        .ifPresent(line -> votes.add(line.text(), line.confidence()));
            }
            if (height > HEIGHTS.getFirst()) {
                second(context, sized).forEach(line -> votes.add(line.text(), line.confidence()));
            }
            if (votes.most() > SURE) {
                break;
            }
        }
        return votes.winner()
                .map(found -> Choices.answer(input, String.valueOf(found)))
                .orElse("");
    }

    /** What a cheaper reader makes of it; nothing when there is none. */
    private static List<TextLine> second(SkillContext context, Image image) {
        try {
            return JsonReply.of(context.helper(
                            Calls.request("read-text", Map.of("layout", Layout.CHARACTER.wireName()), List.of(image))))
                    .list("lines")
                    .stream()
                    .limit(1)
                    .map(line -> new TextLine(line.text("text"), line.number("confidence"), line.requiredBox("box")))
                    .toList();
        } catch (ExpertException e) {
            if (e.outcome() instanceof Outcome.Refused) {
                return List.of();
            }
            throw e;
        }
    }
}
