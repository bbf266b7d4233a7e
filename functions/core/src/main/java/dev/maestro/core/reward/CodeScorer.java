package dev.maestro.core.reward;

import dev.maestro.schema.wire.Reference;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HumanEval-V: the code of the answer's last fence, or the whole answer, passes the test that the reference holds. */
record CodeScorer(CodeJudge judge) implements Scorer {

    private static final Pattern FENCE = Pattern.compile("(?s)```(?:python|py)?[ \\t]*\\R(.*?)```");

    @Override
    public double score(String answer, Reference reference, List<String> choices) {
        Matcher fence = FENCE.matcher(answer);
        String code = answer;
        while (fence.find()) {
            code = fence.group(1);
        }
        return judge.passes(code, reference.answer()) ? 1 : 0;
    }
}
