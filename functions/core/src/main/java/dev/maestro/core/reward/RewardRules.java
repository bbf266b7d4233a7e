package dev.maestro.core.reward;

import dev.maestro.schema.wire.Ablation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How episodes are rewarded. A part that does not count is still measured and reported (ablations).
 *
 * @param mode whose rules
 * @param answer whether the total has r_ans
 * @param format whether it has r_fmt
 * @param cost whether cost is taken off a correct answer
 */
public record RewardRules(Mode mode, boolean answer, boolean format, boolean cost) {

    /** Strict, with all parts. */
    public static final RewardRules DEFAULT = new RewardRules(Mode.STRICT, true, true, true);

    /** Whose rules. */
    public enum Mode {
        /** On the policy's own answer only, as {@link Scorer} has it. */
        STRICT,
        /** As the authors' released code, with its defects, to compare with; it knows no cost. */
        PAPER;

        /** The word on the wire. */
        String word() {
            return this == STRICT ? "strict" : "paper";
        }
    }

    /** These rules in a run that does without some parts. */
    RewardRules under(@Nullable Ablation ablation) {
        return ablation == null
                ? this
                : new RewardRules(
                        mode,
                        answer && !ablation.withoutAnswerReward(),
                        format && !ablation.withoutFormatReward(),
                        cost);
    }

    /** The parts that the total has, by name. */
    List<String> counted() {
        List<String> counted = new ArrayList<>();
        if (answer) {
            counted.add("answer");
        }
        if (format) {
            counted.add("format");
        }
        if (cost && mode == Mode.STRICT) {
            counted.add("cost");
        }
        return counted;
    }
}
