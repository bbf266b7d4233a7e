package dev.maestro.reward;

import dev.maestro.core.invoke.Experts;
import dev.maestro.core.reward.CodeJudge;
import dev.maestro.core.reward.RewardRules;
import dev.maestro.core.reward.Rewarding;
import dev.maestro.core.reward.SandboxJudge;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the rules of the configuration. */
@Singleton
public final class RewardBeans {

    RewardBeans() {}

    @Produces
    @Singleton
    Rewarding rewarding(RewardConfig config, Experts experts, InstantSource clock) {
        RewardRules rules = new RewardRules(config.mode(), config.answer(), config.format(), config.cost());
        CodeJudge judge = config.sandbox()
                .<CodeJudge>map(model -> new SandboxJudge(experts, model, clock))
                .orElse(CodeJudge.NONE);
        return new Rewarding(rules, judge);
    }
}
