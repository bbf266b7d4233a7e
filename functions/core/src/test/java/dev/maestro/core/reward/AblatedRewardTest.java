package dev.maestro.core.reward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.TestData;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.wire.Ablation;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Reference;
import dev.maestro.schema.wire.Reward;
import dev.maestro.schema.wire.Step;
import dev.maestro.schema.wire.Usage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C37")
class AblatedRewardTest {

    /** A right answer after a malformed turn, in a run under that ablation. */
    private static Reward reward(@Nullable Ablation ablation) {
        EpisodeState base = TestData.state();
        Decision broken = new Decision(
                new Action.Malformed("no-action", "hm"),
                "p",
                "1",
                0,
                List.of(),
                0,
                0,
                Usage.NONE,
                Map.of("text", "hm"));
        EpisodeState state = new EpisodeState(
                base.episodeId(),
                0,
                0,
                base.task(),
                base.registryDigest(),
                base.policyId(),
                base.policyVersion(),
                base.budget(),
                0,
                List.of(),
                List.of(),
                7,
                base.startedAt(),
                base.deadline(),
                Usage.NONE,
                List.of(new Step(0, broken, List.of())),
                ablation,
                Map.of());
        return new Rewarding(RewardRules.DEFAULT, CodeJudge.NONE)
                .score(
                        new EpisodeEnded(state, new EpisodeEnd.Answered("7"), TestData.NOW),
                        new Reference("7", "text", "exact", null),
                        TestData.NOW)
                .reward();
    }

    @Test
    void withoutTheFormatRewardItIsReportedAndCountsNothing() {
        Reward whole = reward(null);

        Reward ablated = reward(new Ablation(false, false, true, false, null));

        assertThat(whole.total()).isZero();
        assertThat(ablated.format()).isEqualTo(-1);
        assertThat(ablated.total()).isEqualTo(1);
        assertThat(ablated.counted()).doesNotContain("format").contains("answer");
    }

    @Test
    void withoutTheAnswerRewardItIsReportedAndCountsNothing() {
        Reward ablated = reward(new Ablation(false, false, false, true, null));

        assertThat(ablated.answer()).isEqualTo(1);
        assertThat(ablated.total()).isEqualTo(-1);
        assertThat(ablated.counted()).doesNotContain("answer");
    }
}
