package dev.maestro.core.invoke.method;

import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillInput;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Charts: read the text, decide bar, line or pie, then answer by the rules of that type. Two calls of the expert. */
final class ChartSolver extends Solver {

    private static final List<String> TYPES = List.of("pie", "line", "bar");

    ChartSolver() {
        super("chart-problem-solver", "chart", true);
    }

    @Override
    String solve(SkillInput input, MainExpert expert, EvidenceBlocks blocks) {
        for (Image image : input.images()) {
            blocks.add(image, EnumSet.of(EvidenceBlocks.Kind.TEXT), "zoom");
        }
        String said =
                expert.call("classify", input.images(), Map.of("query", input.query(), "evidence", blocks.text()));
        String type = type(said);
        return expert.call("answer " + type, input.images(), Map.of("query", input.query(), "evidence", blocks.text()));
    }

    /** The type that a reply names, as a whole word; of several the first of pie, line, bar. Bar when it names none. */
    static String type(String reply) {
        String lower = reply.toLowerCase(Locale.ROOT);
        return TYPES.stream()
                .filter(type ->
                        Pattern.compile("\\b" + type + "\\b").matcher(lower).find())
                .findFirst()
                .orElse("bar");
    }
}
