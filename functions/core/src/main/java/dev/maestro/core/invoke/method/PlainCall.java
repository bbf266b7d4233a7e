package dev.maestro.core.invoke.method;

import dev.maestro.core.invoke.SkillInput;
import java.util.Map;

/** One call of the expert with query and images, and nothing else: the paper's NoSkill. */
final class PlainCall extends Solver {

    PlainCall() {
        super(MethodProcedures.PLAIN_CALL, "plain-call", false);
    }

    @Override
    String solve(SkillInput input, MainExpert expert, EvidenceBlocks blocks) {
        return expert.call("answer", input.images(), Map.of("query", input.query()));
    }
}
