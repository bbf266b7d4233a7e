package dev.maestro.core.invoke.code;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.question.Choices;
import dev.maestro.schema.wire.Outcome;

/**
 * Runs the code that a question shows, with the call that it asks about, and gives what comes out: the value as a
 * literal, or what is printed when that is asked for. Without code in the question it looks into the last evidence.
 */
public final class CodeRun implements SkillProcedure {

    private static final int CHARACTERS = 20_000;

    @Override
    public String name() {
        return "code-run";
    }

    @Override
    public String run(SkillInput input, SkillContext context) {
        CodeQuestion question = CodeQuestion.of(input.query())
                .or(() -> CodeQuestion.of(lastEvidence(input)).map(found -> found.asked(input.query())))
                .orElseThrow(() -> new ExpertException(new Outcome.Refused(
                        "code-needed",
                        "Skill 'code-run' runs code: put it into the question between lines of three backticks.")));
        CodeReply reply = CodeReply.of(context.main(CodeReply.request(question.program())));
        if (!reply.isCompleted()) {
            throw reply.failure();
        }
        String shown = reply.output().strip();
        return input.choices().isEmpty() ? shown : Choices.answer(input, shown);
    }

    private static String lastEvidence(SkillInput input) {
        return input.evidence().isEmpty() ? "" : input.evidence().getLast();
    }

    @Override
    public int observationCharacters() {
        return CHARACTERS;
    }
}
