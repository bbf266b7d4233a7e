package dev.maestro.core.invoke.barcode;

import dev.maestro.core.episode.Answers;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.call.JsonReply;
import dev.maestro.core.invoke.question.Choices;
import dev.maestro.core.invoke.question.Question;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads barcodes; the question may name the symbology ({@code EAN-13}, {@code QR}), or ask for it or for their number. */
public final class BarcodeRead implements SkillProcedure {

    private final boolean clean;

    private BarcodeRead(boolean clean) {
        this.clean = clean;
    }

    /** Reads the picture as it is. */
    public static BarcodeRead plain() {
        return new BarcodeRead(false);
    }

    /** Takes noise out of the picture first. */
    public static BarcodeRead clean() {
        return new BarcodeRead(true);
    }

    private record Code(String format, String text) {}

    @Override
    public String name() {
        return clean ? "barcode-read-clean" : "barcode-read";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image sent = Calls.image(input, name());
        Image image = clean ? context.pictures().clean(sent) : sent;
        List<Code> codes =
                JsonReply.of(context.main(Calls.request("read-code", Map.of(), List.of(image)))).list("codes").stream()
                        .map(code -> new Code(code.text("format"), code.text("text")))
                        .toList();
        Question question = Question.of(input.query());
        if (question.hasPhrase("how many")) {
            return Choices.answer(input, String.valueOf(codes.size()));
        }
        if (codes.isEmpty()) {
            return "";
        }
        String asked = squeezed(input.query());
        Code code = codes.stream()
                .filter(found -> asked.contains(squeezed(found.format())))
                .findFirst()
                .orElse(codes.getFirst());
        if (question.has("symbology", "format")
                || question.hasPhrase("type of barcode")
                || question.hasPhrase("kind of barcode")) {
            return Choices.answer(input, code.format());
        }
        return input.choices().isEmpty() ? Answers.normalise(code.text()) : Choices.answer(input, code.text());
    }

    private static String squeezed(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
