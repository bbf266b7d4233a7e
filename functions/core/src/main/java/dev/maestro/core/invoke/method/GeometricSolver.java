package dev.maestro.core.invoke.method;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillInput;
import java.util.EnumSet;
import java.util.Map;

/**
 * Geometry: extract the figure, fuse that with caption and text, derive, verify. Four calls of the expert, all with the
 * images; the last line is the answer.
 */
final class GeometricSolver extends Solver {

    GeometricSolver() {
        super("geometric-problem-solver", "geometric", true);
    }

    @Override
    String solve(SkillInput input, MainExpert expert, EvidenceBlocks blocks) {
        for (Image image : input.images()) {
            blocks.add(image, EnumSet.of(EvidenceBlocks.Kind.CAPTION, EvidenceBlocks.Kind.TEXT), "zoom");
        }
        String query = input.query();
        String extracted = expert.call("extract", input.images(), Map.of("query", query));
        String fused = expert.call(
                "fuse", input.images(), Map.of("query", query, "extracted", extracted, "evidence", blocks.text()));
        String derived = expert.call("solve", input.images(), Map.of("query", query, "facts", fused));
        return expert.call("verify", input.images(), Map.of("query", query, "facts", fused, "solution", derived));
    }
}
