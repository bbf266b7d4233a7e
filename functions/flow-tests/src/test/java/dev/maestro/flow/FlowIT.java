package dev.maestro.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.runtime.kafka.LogChecker;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.wire.EpisodeEnd;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole flow, every function in its own process, on a real broker. */
class FlowIT {

    private static final int EPISODES = 40;

    @TempDir
    private Path folder;

    private static void assertAllRight(List<RewardAssigned> rewards) {
        assertThat(rewards).hasSize(EPISODES).allSatisfy(reward -> {
            assertThat(reward.end()).isEqualTo(new EpisodeEnd.Answered("42"));
            assertThat(reward.reward().answer()).isEqualTo(1);
        });
    }

    private static void assertNothingLostOrDoubled(LogChecker.Count count) {
        assertThat(count.episodes()).isEqualTo(EPISODES);
        assertThat(count.lost()).isZero();
        assertThat(count.doubled()).isZero();
        assertThat(count.broken()).isZero();
        assertThat(count.exhausted()).isZero();
        assertThat(count.deadLetters()).isZero();
    }

    @Test
    @Tag("C48")
    void leadsEveryTaskToItsReward() throws Exception {
        try (FlowFixture flow = new FlowFixture(folder, 5)) {

            List<RewardAssigned> rewards = FlowFixture.await(flow.submit("t-plain-", EPISODES));

            assertAllRight(rewards);
            assertNothingLostOrDoubled(flow.checkLog());
            assertThat(flow.expert.calls()).isEqualTo(EPISODES);
        }
    }

    @Test
    void theNextEpisodeSeesAnExpertThatAnEventBroughtWhileFunctionsRan() throws Exception {
        try (FlowFixture flow = new FlowFixture(folder, 5)) {
            RewardAssigned unknown =
                    FlowFixture.await(flow.submitTo("late", "t-before")).getFirst();

            flow.addExpert("late");
            RewardAssigned known =
                    FlowFixture.await(flow.submitTo("late", "t-after")).getFirst();

            assertThat(unknown.end())
                    .isInstanceOfSatisfying(EpisodeEnd.Refused.class, refused -> assertThat(refused.message())
                            .contains("late"));
            assertThat(known.end()).isEqualTo(new EpisodeEnd.Answered("42"));
            assertThat(flow.checkLog().deadLetters()).isZero();
        }
    }

    @Test
    void hasOneEffectWhenEveryEventStandsTwiceOnItsTopic() throws Exception {
        try (FlowFixture flow = new FlowFixture(folder, 5);
                Doubler doubler = new Doubler(flow.bootstrapServers())) {

            List<RewardAssigned> rewards = FlowFixture.await(flow.submit("t-twice-", EPISODES));
            doubler.awaitQuiet();

            assertAllRight(rewards);
            assertNothingLostOrDoubled(flow.checkLog());
            assertThat(doubler.copies()).isGreaterThanOrEqualTo(EPISODES * 5);
            assertThat(flow.expert.calls()).isEqualTo(EPISODES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"task", "decide", "invoke", "reward"})
    void losesAndDoublesNothingWhenAFunctionIsKilled(String function) throws Exception {
        try (FlowFixture flow = new FlowFixture(folder, 100)) {
            FlowFixture.await(flow.submit("t-warm-", 1));
            List<CompletableFuture<RewardAssigned>> rewards = flow.submit("t-kill-", EPISODES - 1);
            CompletableFuture.anyOf(rewards.toArray(CompletableFuture[]::new)).get();

            flow.process(function).kill();
            long killed = System.nanoTime();
            FunctionProcess again = flow.start(function, 0);
            List<RewardAssigned> all = FlowFixture.await(rewards);

            System.out.printf(
                    "%s killed and started again: all rewards after %.1f s%n",
                    function, (System.nanoTime() - killed) / 1e9);
            assertThat(again.isAlive()).isTrue();
            assertThat(all).allSatisfy(reward -> assertThat(reward.end()).isEqualTo(new EpisodeEnd.Answered("42")));
            assertNothingLostOrDoubled(flow.checkLog());
            // A kill between call and journal repeats the calls that were in flight, and no other.
            assertThat(flow.expert.calls()).isBetween(EPISODES, EPISODES + (function.equals("invoke") ? 32 : 0));
        }
    }

    @Test
    void anotherReplicaTakesOverWhenOneIsKilled() throws Exception {
        try (FlowFixture flow = new FlowFixture(folder, 20)) {
            FlowFixture.await(flow.submit("t-warm-", 1));
            flow.start("decide", 1);
            List<CompletableFuture<RewardAssigned>> rewards = flow.submit("t-over-", EPISODES - 1);

            flow.process("decide").kill();
            long killed = System.nanoTime();
            List<RewardAssigned> all = FlowFixture.await(rewards);

            System.out.printf("taken over: all rewards after %.1f s%n", (System.nanoTime() - killed) / 1e9);
            assertThat(all).hasSize(EPISODES - 1);
            assertNothingLostOrDoubled(flow.checkLog());
        }
    }
}
