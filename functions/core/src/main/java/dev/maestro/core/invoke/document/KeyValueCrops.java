package dev.maestro.core.invoke.document;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.call.JsonReply;
import dev.maestro.core.invoke.question.Choices;
import dev.maestro.core.invoke.question.Question;
import dev.maestro.core.invoke.reading.Box;
import dev.maestro.core.invoke.reading.Layout;
import dev.maestro.core.invoke.reading.Reader;
import dev.maestro.core.invoke.reading.Reading;
import dev.maestro.core.invoke.reading.TextLine;
import dev.maestro.schema.wire.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for small text on a very large picture: a detecting expert proposes where text is (else a coarse pass of the
 * reader does), each part is cut out, enlarged and read, smallest print first, and the search ends at a label that
 * surely fits.
 */
public final class KeyValueCrops implements SkillProcedure {

    private static final int MOST_PARTS = 24;
    private static final double TARGET_HEIGHT = 34;
    private static final double MAX_SCALE = 4;
    private static final double LONGEST_CROP = 2400;

    @Override
    public String name() {
        return "document-key-value-crops";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        Question question = Question.of(input.query());
        List<Box> boxes = proposals(context, image);
        double usual = boxes.stream()
                .mapToDouble(Box::height)
                .sorted()
                .skip(boxes.size() / 2)
                .findFirst()
                .orElse(1);
        List<TextLine> lines = new ArrayList<>();
        for (Box part : TextRegions.join(boxes, image.width(), image.height(), MOST_PARTS)) {
            double scale = scale(part, usual);
            Image crop = context.pictures()
                    .crop(image, (int) part.x(), (int) part.y(), (int) part.width(), (int) part.height(), scale);
            Reading reading = Reader.read(context, crop, Layout.PAGE);
            Optional<FieldQuestion.Found> found = FieldQuestion.answer(question, reading);
            if (found.isPresent() && found.get().score() >= FieldQuestion.SURE) {
                return Choices.answer(input, found.get().value());
            }
            lines.addAll(reading.placedAt(part.x(), part.y(), scale));
        }
        return FieldQuestion.answer(question, new Reading(image.width(), image.height(), lines))
                .map(found -> Choices.answer(input, found.value()))
                .orElse("");
    }

    private static double scale(Box part, double usual) {
        double wanted = Math.clamp(TARGET_HEIGHT / usual, 1, MAX_SCALE);
        return Math.min(wanted, Math.max(1, LONGEST_CROP / Math.max(part.width(), part.height())));
    }

    private static List<Box> proposals(SkillContext context, Image image) {
        try {
            List<Box> boxes =
                    JsonReply.of(context.helper(Calls.detect("text-regions", Map.of(), image))).list("regions").stream()
                            .map(region -> region.requiredBox("box"))
                            .toList();
            if (!boxes.isEmpty()) {
                return boxes;
            }
        } catch (ExpertException e) {
            if (!(e.outcome() instanceof Outcome.Refused)) {
                throw e;
            }
        }
        return Reader.read(context, image, Layout.SPARSE).lines().stream()
                .map(TextLine::box)
                .toList();
    }
}
