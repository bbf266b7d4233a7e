package dev.maestro.core.invoke.method;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.observe.Neutral;
import dev.maestro.core.observe.PromptText;
import dev.maestro.schema.wire.Outcome;

/**
 * What the skills of the paper have in common: prompts of their own, helpers for evidence, and the policy's query as all
 * they see of the question.
 */
abstract class Solver implements SkillProcedure {

    private static final PromptText EVIDENCE = PromptText.load("evidence");

    private final String name;
    private final PromptText prompts;
    private final boolean needsImage;

    Solver(String name, String promptName, boolean needsImage) {
        this.name = name;
        this.prompts = PromptText.load(promptName);
        this.needsImage = needsImage;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String run(SkillInput input, SkillContext context) {
        if (needsImage && input.images().isEmpty()) {
            throw new ExpertException(new Outcome.Refused(
                    "image-needed", "Skill '" + name + "' works on a picture: send one with the question."));
        }
        Evidence evidence = new Evidence(context, EVIDENCE);
        SkillInput neutral =
                new SkillInput(Neutral.text(input.query()), input.choices(), input.images(), input.evidence());
        EvidenceBlocks blocks = new EvidenceBlocks(EVIDENCE, evidence, neutral.query());
        return evidence.observation(solve(neutral, new MainExpert(context, prompts), blocks));
    }

    /** Solves it; what is gathered in the blocks may be missing. */
    abstract String solve(SkillInput input, MainExpert expert, EvidenceBlocks blocks);
}
