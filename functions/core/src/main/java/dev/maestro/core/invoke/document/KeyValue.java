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

    @Override
    public String name() {
        return "document-key-value";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        Image image = Calls.image(input, name());
        return FieldQuestion.answer(Question.of(input.query()), Reader.read(context, image, Layout.PAGE))
                .map(found -> Choices.answer(input, found.value()))
                .orElse("");
    }
}
