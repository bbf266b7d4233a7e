package dev.maestro.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.evaluate.batch.BatchRun;
import dev.maestro.core.evaluate.batch.BatchSettings;
import dev.maestro.core.evaluate.batch.ItemResult;
import dev.maestro.core.evaluate.plan.PolicyChoice;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.EpisodeEnd;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchRunTest {

    @TempDir
    private Path folder;

    private final MemoryLog log = new MemoryLog();

    @Test
    void givesEachItemItsOwnAnswerWithManyInFlight() throws Exception {
        Items.write(folder, 256);
        CyclicBarrier together = new CyclicBarrier(64);
        FakeFlow flow = new FakeFlow(state -> {
            await(together); // so that 64 are in flight at every moment
            return new EpisodeEnd.Answered(state.task().question());
        });

        Batch.run(flow, log, folder, Batch.settings(64, null));

        assertThat(log.results()).hasSize(256).allSatisfy(result -> {
            assertThat(result.answer()).isEqualTo(result.question()).contains(result.id() + "?");
        });
        assertThat(log.results().stream().map(ItemResult::episodeId).distinct()).hasSize(256);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("not as many at a time as wanted", e);
        }
    }

    @Test
    void hasNoMoreInFlightThanWanted() throws Exception {
        Items.write(folder, 42);
        CyclicBarrier three = new CyclicBarrier(3);
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        FakeFlow flow = new FakeFlow(state -> {
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            await(three);
            inFlight.decrementAndGet();
            return Batch.right(state);
        });

        Batch.run(flow, log, folder, Batch.settings(3, null));

        assertThat(most.get()).isEqualTo(3);
    }

    @Test
    void hasTheNextItemAnsweredWhileTheRewardOfTheOneBeforeIsOut() throws Exception {
        Items.write(folder, 6);
        CyclicBarrier two = new CyclicBarrier(2);
        FakeFlow flow = new FakeFlow(Batch::right);
        flow.beforeReward = () -> await(two); // no reward before the next episode has ended too

        Batch.run(flow, log, folder, Batch.settings(1, null));

        assertThat(log.results()).hasSize(6).extracting(ItemResult::outcome).containsOnly("answered");
    }

    @Test
    void bringsNoMoreItemsUnderWayThanTwiceTheSlotsWhenRewardsStayOut() throws Exception {
        Items.write(folder, 18);
        CyclicBarrier six = new CyclicBarrier(6);
        AtomicInteger waiting = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        FakeFlow flow = new FakeFlow(Batch::right);
        flow.beforeReward = () -> {
            most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
            await(six);
            waiting.decrementAndGet();
        };

        Batch.run(flow, log, folder, Batch.settings(3, null));

        assertThat(most.get()).isEqualTo(6);
        assertThat(log.results()).hasSize(18);
    }

    @Test
    void stopsWhenTheFlowIsGone() throws Exception {
        Items.write(folder, 100);
        FakeFlow gone = new FakeFlow(state -> {
            throw new FakeFlow.LostException();
        });
        BatchSettings impatient = Batch.impatient(2);

        assertThatThrownBy(() -> Batch.run(gone, log, folder, impatient))
                .isInstanceOf(BatchRun.FlowGoneException.class)
                .hasMessageContaining("got no answer from the flow")
                .hasMessageContaining("./maestro doctor");
        assertThat(gone.submitted.size()).isLessThan(20);
    }

    @Test
    void neverSpendsMoreThanTheBudgetOfTheBatch() throws Exception {
        Items.write(folder, 50);
        FakeFlow flow = new FakeFlow(Batch::right);
        flow.cost = 7;

        int notRun = Batch.run(flow, log, folder, Batch.settings(8, 100.0));

        double spent =
                log.results().stream().mapToDouble(ItemResult::costMicroUsd).sum();
        assertThat(log.results().size() + notRun).isEqualTo(50);
        // The last items get what is left, however little.
        assertThat(spent).isBetween(99.99, 100.01);
        assertThat(flow.submitted)
                .allMatch(task -> task.settings().budget() != null
                        && task.settings().budget().maxCostMicroUsd() <= 10);
    }

    @Test
    void givesAnItemTheSameSeedUnderEveryPolicyAndAnotherOneThanItsNeighbour() throws Exception {
        Items.write(folder, 2);
        FakeFlow flow = new FakeFlow(Batch::right);

        Batch.of(flow, log, Batch.settings(1, null))
                .run(
                        List.of(Batch.all(folder)),
                        List.of(Batch.POLICY, new PolicyChoice("other", "scripted", null, null, null)));

        List<Long> seeds =
                flow.submitted.stream().map(task -> task.settings().seed()).toList();
        assertThat(seeds).hasSize(4);
        assertThat(seeds.get(0)).isEqualTo(seeds.get(1)).isNotEqualTo(seeds.get(2));
        assertThat(flow.submitted.stream().map(TaskSubmitted::taskId).distinct())
                .hasSize(4);
    }
}
