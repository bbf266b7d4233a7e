package dev.maestro.core.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.TestData;
import dev.maestro.core.episode.Transitions;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.wire.DataSource;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Reference;
import dev.maestro.schema.wire.Reward;
import java.util.List;
import org.junit.jupiter.api.Test;

class RewardingTest {

    private static final Reference SEVEN = new Reference("7", "number", "exact", null);

    private static EpisodeState oneStep() {
        Decision read = TestData.invoke("reader/read");
        return Transitions.invoked(
                Transitions.decided(TestData.state(), read),
                List.of(TestData.invocation(read, new Outcome.Answered("7"))));
    }

    private static Reward reward(EpisodeEnd end) {
        return new Rewarding(RewardRules.DEFAULT, CodeJudge.NONE)
                .score(new EpisodeEnded(oneStep(), end, TestData.NOW), SEVEN, TestData.NOW)
                .reward();
    }

    @Test
    void takesCostOffACorrectAnswer() {
        Reward reward = reward(new EpisodeEnd.Answered("7"));

        assertThat(reward.cost()).isCloseTo(0.1 * 3 / 14 + 0.03, within(1e-12));
        assertThat(reward.total()).isCloseTo(1 - reward.cost(), within(1e-12));
    }

    @Test
    void saysWhichSetTheTaskIsOf() {
        DataSource signs = new DataSource("signs", "ab".repeat(32), "MIT License");
        EpisodeEnded ended = new EpisodeEnded(oneStep(), new EpisodeEnd.Answered("7"), TestData.NOW);
        Rewarding rewarding = new Rewarding(RewardRules.DEFAULT, CodeJudge.NONE);

        assertThat(rewarding.score(ended, SEVEN.of(signs), TestData.NOW).source())
                .isEqualTo(signs);
        assertThat(rewarding.score(ended, SEVEN, TestData.NOW).source()).isNull();
    }

    @Test
    void takesNothingOffAWrongAnswer() {
        Reward reward = reward(new EpisodeEnd.Answered("8"));

        assertThat(reward.cost()).isZero();
        assertThat(reward.total()).isZero();
    }

    @Test
    void scoresAnExhaustedEpisodeZero() {
        Reward reward = reward(new EpisodeEnd.Exhausted("budget"));

        assertThat(reward.status()).isEqualTo("scored");
        assertThat(reward.total()).isZero();
    }

    @Test
    void keepsABrokenEpisodeApart() {
        assertThat(reward(new EpisodeEnd.Broken("x", "y")).status()).isEqualTo("broken");
    }

    @Test
    void saysThatNobodyKnowsTheRightAnswer() {
        EpisodeEnded ended = new EpisodeEnded(oneStep(), new EpisodeEnd.Answered("7"), TestData.NOW);

        assertThat(Rewarding.unscored(ended, TestData.NOW).reward().status()).isEqualTo("unscored");
    }
}
