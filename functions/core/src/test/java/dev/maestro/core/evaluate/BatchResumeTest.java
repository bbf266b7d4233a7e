package dev.maestro.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.TestData;
import dev.maestro.core.evaluate.batch.BatchRun;
import dev.maestro.core.evaluate.batch.BatchSettings;
import dev.maestro.core.evaluate.batch.EvaluationFlow;
import dev.maestro.core.evaluate.batch.ItemResult;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.EpisodeEnd;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchResumeTest {

    @TempDir
    private Path folder;

    private final MemoryLog log = new MemoryLog();

    @Test
    void goesOnItemByItemAfterAKill() throws Exception {
        Items.write(folder, 30);
        log.room = 11;
        FakeFlow flow = new FakeFlow(Batch::right);
        assertThatThrownBy(() -> Batch.run(flow, log, folder, Batch.settings(4, null)))
                .hasMessageContaining("No space left");
        log.room = Integer.MAX_VALUE;
        Set<String> before =
                new HashSet<>(flow.submitted.stream().map(TaskSubmitted::taskId).toList());

        Batch.run(flow, log, folder, Batch.settings(4, null));

        assertThat(log.results().stream().map(ItemResult::key).distinct()).hasSize(30);
        assertThat(log.results()).hasSize(30).allMatch(ItemResult::correct);
        // What had ended was taken from the flow: no task was submitted twice.
        assertThat(flow.submitted).hasSize(30);
        // 11 were kept; four more may have had slots and four awaited their rewards when the disk was full.
        assertThat(before).hasSizeBetween(11, 20);
    }

    @Test
    void takesARewardThatWasGivenWhileNobodyListened() throws Exception {
        Items.write(folder, 1);
        FakeFlow flow = new FakeFlow(Batch::right);
        FakeFlow deaf = new FakeFlow(state -> {
            throw new FakeFlow.LostException();
        });
        AtomicInteger asked = new AtomicInteger();
        EvaluationFlow late = new EvaluationFlow() {
            @Override
            public String store(byte[] picture) {
                return "";
            }

            @Override
            public CompletableFuture<RewardAssigned> submit(TaskSubmitted task, Runnable onEnd) {
                CompletableFuture<RewardAssigned> unheard = flow.submit(task, () -> {});
                return unheard.isCancelled() ? unheard : deaf.submit(task, onEnd);
            }

            @Override
            public Optional<RewardAssigned> ended(String episodeId) {
                return asked.incrementAndGet() == 1 ? Optional.empty() : flow.ended(episodeId);
            }
        };

        Batch.run(late, log, folder, Batch.settings(1, null));

        assertThat(log.results()).extracting(ItemResult::outcome).containsExactly("answered");
    }

    @Test
    void givesAnItemWhoseTimeAKillTookAnotherRound() throws Exception {
        Items.write(folder, 2);
        FakeFlow flow = new FakeFlow(state -> state.task().question().contains("item-0")
                ? new EpisodeEnd.Exhausted("deadline")
                : new EpisodeEnd.Exhausted("steps"));
        // Episodes of this flow start at NOW, so for this run they were started by one before it.
        BatchRun later =
                new BatchRun(flow, log, Batch.settings(1, null), () -> TestData.NOW.plusSeconds(90), result -> {});

        later.run(List.of(Batch.all(folder)), List.of(Batch.POLICY));

        assertThat(flow.submitted).hasSize(6 + 1);
        assertThat(flow.submitted.stream().map(TaskSubmitted::taskId).distinct())
                .hasSize(7);
        assertThat(log.results()).extracting(ItemResult::outcome).containsExactly("exhausted", "exhausted");
    }

    @Test
    void leavesADeadlineThatThePolicyPassedInThisRun() throws Exception {
        Items.write(folder, 1);
        FakeFlow flow = new FakeFlow(state -> new EpisodeEnd.Exhausted("deadline"));

        Batch.run(flow, log, folder, Batch.settings(1, null));

        assertThat(flow.submitted).hasSize(1);
        assertThat(log.results()).extracting(ItemResult::outcome).containsExactly("exhausted");
    }

    @Test
    void countsFailuresOfInfrastructureApartAndTriesLostItemsAgain() throws Exception {
        Items.write(folder, 3);
        FakeFlow first = new FakeFlow(state -> {
            if (state.task().question().contains("item-0")) {
                throw new FakeFlow.LostException();
            }
            return state.task().question().contains("item-1")
                    ? new EpisodeEnd.Broken("unavailable", "the model server is away")
                    : new EpisodeEnd.Exhausted("steps");
        });
        BatchSettings impatient = Batch.impatient(4);

        Batch.run(first, log, folder, impatient);
        List<ItemResult> before = log.results();
        FakeFlow second = new FakeFlow(Batch::right);
        Batch.run(second, log, folder, Batch.settings(4, null));

        assertThat(before)
                .filteredOn(result -> result.id().equals("item-0"))
                .extracting(ItemResult::outcome)
                .containsExactly(ItemResult.LOST);
        assertThat(before).filteredOn(ItemResult::isFailure).isNotEmpty();
        assertThat(log.results())
                .filteredOn(result -> result.id().equals("item-0"))
                .last()
                .matches(ItemResult::correct);
        assertThat(second.submitted.size()).isEqualTo((int) before.stream()
                .filter(result -> result.outcome().equals(ItemResult.LOST))
                .count());
    }
}
