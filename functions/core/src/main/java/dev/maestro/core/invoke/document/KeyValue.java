package dev.maestro.core.invoke.document;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.core.invoke.question.Choices;
import dev.maestro.core.invoke.question.Question;
import dev.maestro.core.invoke.reading.Layout;
import dev.maestro.core.invoke.reading.Reader;

/** Reads a document as a whole and gives the value at the label that the question names. */
public final class KeyValue implements SkillProcedure {

    private final boolean upright;

    private KeyValue(boolean upright) {
        this.upright = upright;
    }

    /** Reads the picture as it is. */
    public static KeyValue plain() {
        return new KeyValue(false);
    }

    /** Turns the picture upright first. */
    public static KeyValue upright() {
        return new KeyValue(true);
    }

    @Override
    public String name() {
        return upright ? "document-key-value-upright" : "document-key-value";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image sent = Calls.image(input, name());
        Image image = upright ? context.pictures().upright(sent) : sent;
        return FieldQuestion.answer(Question.of(input.query()), Reader.read(context, image, Layout.PAGE))
                .map(found -> Choices.answer(input, found.value()))
                .orElse("");
    }
}
