package dev.maestro.core.invoke.method;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillInput;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** A specific skill: the evidence of its plan, then one call by its own prompts. Nothing else is computed. */
final class Specialist extends Solver {

    private final Set<EvidenceBlocks.Kind> plan;

    /**
     * Makes one.
     *
     * @param name of the procedure and of its prompt
     * @param plan evidence on the images; a crop is looked for on the first image only
     */
    Specialist(String name, Set<EvidenceBlocks.Kind> plan) {
        super(name, name, true);
        this.plan = Set.copyOf(plan);
    }

    @Override
    String solve(SkillInput input, MainExpert expert, EvidenceBlocks blocks) {
        Set<EvidenceBlocks.Kind> later = EnumSet.noneOf(EvidenceBlocks.Kind.class);
        later.addAll(plan);
        later.remove(EvidenceBlocks.Kind.CROP);
        boolean first = true;
        for (Image image : input.images()) {
            blocks.add(image, first ? plan : later, "zoom");
            first = false;
        }
        return expert.call("answer", blocks.images(), Map.of("query", input.query(), "evidence", blocks.text()));
    }
}
