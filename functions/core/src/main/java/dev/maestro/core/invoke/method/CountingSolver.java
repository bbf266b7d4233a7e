package dev.maestro.core.invoke.method;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillInput;
import java.util.EnumSet;
import java.util.Map;

/**
 * Counting: for each image objects, boxes and a closer look at where counting may fail; then one call that lists and one
 * that verifies. The expert sees, for each image, the original, the boxes and the crop.
 */
final class CountingSolver extends Solver {

    CountingSolver() {
        super("counting-problem-solver", "counting", true);
    }

    @Override
    String solve(SkillInput input, MainExpert expert, EvidenceBlocks blocks) {
        for (Image image : input.images()) {
            blocks.add(
                    image,
                    EnumSet.of(EvidenceBlocks.Kind.OBJECTS, EvidenceBlocks.Kind.BOXES, EvidenceBlocks.Kind.CROP),
                    "zoom for counting");
        }
        Map<String, String> values = Map.of("query", input.query(), "evidence", blocks.text());
        String listed = expert.call("list", blocks.images(), values);
        return expert.call(
                "verify", blocks.images(), Map.of("query", input.query(), "evidence", blocks.text(), "listed", listed));
    }
}
