package dev.maestro.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.runtime.kafka.LogChecker;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.wire.EpisodeEnd;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow while what it stands on goes away and comes back. */
class FaultsIT {

    private static final int EPISODES = 30;

    @TempDir
    private Path folder;

    @Test
    void losesAndDoublesNothingWhenTheBrokerGoesAwayAndComesBack() throws Exception {
        try (FlowFixture flow = new FlowFixture(folder, 100)) {
            FlowFixture.await(flow.submit("t-warm-", 1));
            List<CompletableFuture<RewardAssigned>> rewards = flow.submit("t-broker-", EPISODES - 1);
            CompletableFuture.anyOf(rewards.toArray(CompletableFuture[]::new)).get();

            flow.stopBroker();
            flow.startBroker();
            List<RewardAssigned> all = FlowFixture.await(rewards);

            assertThat(all).allSatisfy(reward -> assertThat(reward.end()).isEqualTo(new EpisodeEnd.Answered("42")));
            LogChecker.Count count = flow.checkLog();
            assertThat(count.episodes()).isEqualTo(EPISODES);
            assertThat(count.lost() + count.doubled() + count.deadLetters()).isZero();
        }
    }

    @Test
    void endsEveryEpisodeThatMissedTheModelServerAndAnswersAgainOnceItIsBack() throws Exception {
        try (FlowFixture flow = new FlowFixture(folder, 100)) {
            FlowFixture.await(flow.submit("t-warm-", 1));
            List<CompletableFuture<RewardAssigned>> during = flow.submit("t-during-", EPISODES);

            flow.stopModels();
            List<RewardAssigned> ended = FlowFixture.await(during);
            flow.startModels();
            flow.awaitAnswer("t-back-");
            List<RewardAssigned> after = FlowFixture.await(flow.submit("t-after-", EPISODES));

            // An infrastructure failure is said to be one: never a wrong answer, never an observation.
            assertThat(ended).hasSize(EPISODES).allSatisfy(reward -> {
                if (reward.end() instanceof EpisodeEnd.Broken broken) {
                    assertThat(broken.code()).isIn("model-server-unavailable", "circuit-open");
                    assertThat(reward.reward().status()).isNotEqualTo("scored");
                } else {
                    assertThat(reward.end()).isEqualTo(new EpisodeEnd.Answered("42"));
                }
            });
            assertThat(ended).anySatisfy(reward -> assertThat(reward.end()).isInstanceOf(EpisodeEnd.Broken.class));
            assertThat(after).allSatisfy(reward -> assertThat(reward.end()).isEqualTo(new EpisodeEnd.Answered("42")));
            assertThat(flow.checkLog().lost()).isZero();
        }
    }
}
