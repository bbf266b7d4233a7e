package dev.maestro.core.invoke.method;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillInput;
import java.util.EnumSet;
import java.util.Map;

/**
 * Perception, and the older zoom: look closer where it helps, then one call with all views. The prompt speaks of a
 * second view only when there is one.
 */
final class PerceptionSolver extends Solver {

    PerceptionSolver(String name) {
        super(name, "perception", true);
    }

    @Override
    String solve(SkillInput input, MainExpert expert, EvidenceBlocks blocks) {
        for (Image image : input.images()) {
            blocks.add(image, EnumSet.of(EvidenceBlocks.Kind.CROP), "zoom");
        }
        boolean closer = blocks.images().size() > input.images().size();
        return expert.call(
                closer ? "closer" : "plain",
                blocks.images(),
                closer ? Map.of("query", input.query(), "evidence", blocks.text()) : Map.of("query", input.query()));
    }
}
