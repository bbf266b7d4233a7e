package dev.maestro.reward;

import dev.maestro.core.reward.CodeJudge;
import dev.maestro.core.reward.RewardRules;
import dev.maestro.core.reward.Rewarding;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the rules of the configuration. */
@Singleton
public final class RewardBeans {

    RewardBeans() {}

    @Produces
    @Singleton
    Rewarding rewarding(RewardConfig config) {
        RewardRules rules = new RewardRules(config.mode(), config.answer(), config.format(), config.cost());
        return new Rewarding(rules, CodeJudge.NONE);
    }
}
