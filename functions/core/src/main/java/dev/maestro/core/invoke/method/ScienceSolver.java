package dev.maestro.core.invoke.method;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillInput;
import java.util.EnumSet;
import java.util.Map;

/** Science: caption, text and a closer look at each image, then one call in which the image wins over all else. */
final class ScienceSolver extends Solver {

    ScienceSolver() {
        super("science-problem-solver", "science", true);
    }

    @Override
    String solve(SkillInput input, MainExpert expert, EvidenceBlocks blocks) {
        for (Image image : input.images()) {
            blocks.add(
                    image,
                    EnumSet.of(EvidenceBlocks.Kind.CAPTION, EvidenceBlocks.Kind.TEXT, EvidenceBlocks.Kind.CROP),
                    "zoom");
        }
        return expert.call("answer", blocks.images(), Map.of("query", input.query(), "evidence", blocks.text()));
    }
}
