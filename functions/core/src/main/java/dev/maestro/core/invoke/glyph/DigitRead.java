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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one digit, printed or by hand. It is shown to the reader in several sizes, for a reader of print knows a written
 * digit in one size and not in another, and to a second, cheaper reader; each digit, or letter that looks like one, is a vote.
 */
public final class DigitRead implements SkillProcedure {

    private static final List<Double> HEIGHTS = List.of(48.0, 96.0, 160.0);
    private static final double SURE = 2.2;
    private static final double LOOK_ALIKE = 0.6;
    private static final Map<Character, Character> LIKE = Map.ofEntries(
            Map.entry('O', '0'),
            Map.entry('o', '0'),
            Map.entry('D', '0'),
            Map.entry('Q', '0'),
            Map.entry('C', '0'),
            Map.entry('c', '0'),
            Map.entry('l', '1'),
            Map.entry('I', '1'),
            Map.entry('i', '1'),
            Map.entry('|', '1'),
            Map.entry('/', '1'),
            Map.entry('!', '1'),
            Map.entry('J', '1'),
            Map.entry('Z', '2'),
            Map.entry('z', '2'),
            Map.entry('}', '3'),
            Map.entry('A', '4'),
            Map.entry('H', '4'),
            Map.entry('u', '4'),
            Map.entry('y', '4'),
            Map.entry('S', '5'),
            Map.entry('s', '5'),
            Map.entry('b', '6'),
            Map.entry('G', '6'),
            Map.entry('h', '6'),
            Map.entry('T', '7'),
            Map.entry('?', '7'),
            Map.entry('B', '8'),
            Map.entry('&', '8'),
            Map.entry('f', '8'),
            Map.entry('g', '9'),
            Map.entry('q', '9'),
            Map.entry('a', '9'));

    @Override
    public String name() {
        return "glyph-digit";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        Map<Character, Double> votes = new HashMap<>();
        for (double height : HEIGHTS) {
            double scale = Math.clamp(height / image.height(), 0.05, 8);
            Image sized = context.pictures().crop(image, 0, 0, image.width(), image.height(), scale);
            for (Layout layout : List.of(Layout.CHARACTER, Layout.LINE)) {
                Reader.read(context, sized, layout).lines().stream()
                        .findFirst()
                        .ifPresent(line -> vote(line.text(), line.confidence(), votes));
            }
            if (height > HEIGHTS.getFirst()) {
                second(context, sized).forEach(line -> vote(line.text(), line.confidence(), votes));
            }
            if (votes.values().stream().anyMatch(vote -> vote > SURE)) {
                break;
            }
        }
        Optional<Character> digit =
                votes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
        return digit.map(found -> Choices.answer(input, String.valueOf(found))).orElse("");
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

    private static void vote(String text, double confidence, Map<Character, Double> votes) {
        for (int i = 0; i < text.length(); i++) {
            char read = text.charAt(i);
            if (Character.isDigit(read) && read <= '9') {
                votes.merge(read, confidence, Double::sum);
                return;
            }
        }
        if (!text.isEmpty() && LIKE.containsKey(text.charAt(0))) {
            votes.merge(LIKE.get(text.charAt(0)), LOOK_ALIKE * confidence, Double::sum);
        }
    }
}
