package dev.maestro.reward;

import dev.maestro.core.reward.RewardRules;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How episodes are rewarded. */
@ConfigMapping(prefix = "maestro.reward")
public interface RewardConfig {

    /** {@code strict}, or {@code paper} for the rules of the paper's authors with their defects. */
    @WithDefault("strict")
    RewardRules.Mode mode();

    /** Whether being right counts; off for the ablation without answer reward. */
    @WithDefault("true")
    boolean answer();

    /** Whether a broken format costs; off for the ablation without format reward. */
    @WithDefault("true")
    boolean format();

    /** Whether cost is taken off a right answer. */
    @WithDefault("true")
    boolean cost();

    /** Model on the model server that runs code, for data sources whose answers are code. */
    Optional<String> sandbox();
}
