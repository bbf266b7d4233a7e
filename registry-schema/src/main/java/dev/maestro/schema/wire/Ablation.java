package dev.maestro.schema.wire;

import org.jspecify.annotations.Nullable;

/**
 * Parts of the method that a run does without, to measure what they are worth. Recorded in every episode of the run.
 *
 * @param withoutModelPool one expert only: the first that the request names, else the first of the registry that can
 *     run a permitted skill
 * @param withoutSkillLibrary no skill but plain calls of the expert
 * @param withoutFormatReward the format part of the reward counts nothing; it is still reported
 * @param withoutAnswerReward the answer part of the reward counts nothing; it is still reported
 * @param skillPoolSize only the first so many permitted families of skills, in the order of the registry; null for all
 */
public record Ablation(
        boolean withoutModelPool,
        boolean withoutSkillLibrary,
        boolean withoutFormatReward,
        boolean withoutAnswerReward,
        @Nullable Integer skillPoolSize) {

    /** Everything is there. */
    public static final Ablation NONE = new Ablation(false, false, false, false, null);

    public Ablation {
        if (skillPoolSize != null && skillPoolSize < 1) {
            throw new IllegalArgumentException("skillPoolSize must be 1 or more, was " + skillPoolSize);
        }
    }
}
