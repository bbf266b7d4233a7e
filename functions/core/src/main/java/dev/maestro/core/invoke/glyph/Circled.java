package dev.maestro.core.invoke.glyph;

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
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the letter with a ring around it: a detecting expert finds the ring, the chosen reader reads what is inside. The
 * word that the letter belongs to, when the question quotes it, tells letters from marks of the ring.
 */
public final class Circled implements SkillProcedure {

    private static final Pattern SIGN = Pattern.compile("[^\\p{IsLatin}\\p{N}]");
    private static final double INSIDE = 0.14;
    private static final double TARGET_PIXELS = 96;
    private static final double MAX_SCALE = 6;

    @Override
    public String name() {
        return "glyph-circled";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        Optional<Box> ring = JsonReply.of(context.helper(Calls.detect("circled", Map.of(), image)))
                .box("box");
        if (ring.isEmpty()) {
            return "";
        }
        Box box = ring.get();
        double trimX = box.width() * INSIDE;
        double trimY = box.height() * INSIDE;
        double scale = Math.clamp(TARGET_PIXELS / Math.max(1, box.height()), 1, MAX_SCALE);
        Image part = context.pictures()
                .crop(
                        image,
                        (int) Math.round(box.x() + trimX),
                        (int) Math.round(box.y() + trimY),
                        Math.max(1, (int) Math.round(box.width() - 2 * trimX)),
                        Math.max(1, (int) Math.round(box.height() - 2 * trimY)),
                        scale);
        Reading reading = Reader.read(context, part, Layout.CHARACTER);
        String letters = SIGN.matcher(reading.text()).replaceAll("");
        return letters.isEmpty() ? "" : Choices.answer(input, letter(letters, Question.of(input.query())));
    }

    private static String letter(String letters, Question question) {
        for (String word : question.quoted()) {
            for (int i = 0; i < letters.length(); i++) {
                String letter = letters.substring(i, i + 1);
                if (word.contains(letter)) {
                    return letter;
                }
            }
        }
        return letters.substring(letters.length() / 2, letters.length() / 2 + 1);
    }
}
