package dev.maestro.local.command.episode;

import dev.maestro.local.command.terminal.UserException;
import dev.maestro.schema.wire.Ablation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run does without, to measure what it is worth. */
final class AblationOptions {

    @Option(names = "--without-model-pool", description = "One expert only: the first of --expert, or of the registry.")
    private boolean withoutModelPool;

    @Option(names = "--without-skill-library", description = "No skills but plain calls.")
    private boolean withoutSkillLibrary;

    @Option(names = "--without-format-reward", description = "The format part of the reward counts nothing.")
    private boolean withoutFormatReward;

    @Option(names = "--without-answer-reward", description = "The answer part of the reward counts nothing.")
    private boolean withoutAnswerReward;

    @Option(names = "--skill-pool-size", paramLabel = "N", description = "Only the first N families of skills.")
    private @Nullable Integer skillPoolSize;

    /** Null when the run does without nothing. */
    @Nullable
    Ablation ablation() {
        if (skillPoolSize != null && skillPoolSize < 1) {
            throw new UserException("--skill-pool-size must be 1 or more.");
        }
        Ablation chosen = new Ablation(
                withoutModelPool, withoutSkillLibrary, withoutFormatReward, withoutAnswerReward, skillPoolSize);
        return chosen.equals(Ablation.NONE) ? null : chosen;
    }
}
