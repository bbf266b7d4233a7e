package dev.maestro.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.TestData;
import dev.maestro.core.episode.Json;
import dev.maestro.schema.event.EpisodeStarted;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchRunTest {

    private static final PolicyChoice POLICY = PolicyChoice.of("scripted");

    @TempDir
    private Path folder;

    private final MemoryLog log = new MemoryLog();

    private static BatchSettings settings(int concurrency, Double budget) {
        return new BatchSettings(
                "evaluation-1",
                "default",
                1,
                concurrency,
                budget,
                new Budget(4, 16, 1000, 10, 60_000),
                null,
                Duration.ofSeconds(30));
    }

    private BatchRun run(EvaluationFlow flow, BatchSettings settings) {
        return new BatchRun(flow, log, settings, () -> TestData.NOW, result -> {});
    }

    private static ItemFolder.Checked all(Path folder) throws IOException {
        return ItemFolder.at(folder).getFirst().check(Selection.ALL);
    }

    private static EpisodeEnd right(EpisodeState state) {
        return new EpisodeEnd.Answered("42");
    }

    @Test
    void givesEachItemItsOwnAnswerWithManyInFlight() throws Exception {
        Items.write(folder, 256);
        CyclicBarrier together = new CyclicBarrier(64);
        FakeFlow flow = new FakeFlow(state -> {
            await(together); // so that 64 are in flight at every moment
            return new EpisodeEnd.Answered(state.task().question());
        });

        run(flow, settings(64, null)).run(List.of(all(folder)), List.of(POLICY));

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
            return right(state);
        });

        run(flow, settings(3, null)).run(List.of(all(folder)), List.of(POLICY));

        assertThat(most.get()).isEqualTo(3);
    }

    @Test
    void goesOnItemByItemAfterAKill() throws Exception {
        Items.write(folder, 30);
        log.room = 11;
        FakeFlow flow = new FakeFlow(BatchRunTest::right);
        assertThatThrownBy(() -> run(flow, settings(4, null)).run(List.of(all(folder)), List.of(POLICY)))
                .hasMessageContaining("No space left");
        log.room = Integer.MAX_VALUE;
        Set<String> before =
                new HashSet<>(flow.submitted.stream().map(TaskSubmitted::taskId).toList());

        run(flow, settings(4, null)).run(List.of(all(folder)), List.of(POLICY));

        assertThat(log.results().stream().map(ItemResult::key).distinct()).hasSize(30);
        assertThat(log.results()).hasSize(30).allMatch(ItemResult::correct);
        // What had ended was taken from the flow: no task was submitted twice.
        assertThat(flow.submitted).hasSize(30);
        assertThat(before).hasSizeBetween(11, 16);
    }

    @Test
    void takesARewardThatWasGivenWhileNobodyListened() throws Exception {
        Items.write(folder, 1);
        FakeFlow flow = new FakeFlow(BatchRunTest::right);
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
            public java.util.concurrent.CompletableFuture<dev.maestro.schema.event.RewardAssigned> submit(
                    TaskSubmitted task) {
                java.util.concurrent.CompletableFuture<dev.maestro.schema.event.RewardAssigned> unheard =
                        flow.submit(task);
                return unheard.isCancelled() ? unheard : deaf.submit(task);
            }

            @Override
            public java.util.Optional<dev.maestro.schema.event.RewardAssigned> ended(String episodeId) {
                return asked.incrementAndGet() == 1 ? java.util.Optional.empty() : flow.ended(episodeId);
            }
        };

        run(late, settings(1, null)).run(List.of(all(folder)), List.of(POLICY));

        assertThat(log.results()).extracting(ItemResult::outcome).containsExactly("answered");
    }

    @Test
    void givesAnItemWhoseTimeAKillTookAnotherRound() throws Exception {
        Items.write(folder, 2);
        FakeFlow flow = new FakeFlow(state -> state.task().question().contains("item-0")
                ? new EpisodeEnd.Exhausted("deadline")
                : new EpisodeEnd.Exhausted("steps"));
        // Episodes of this flow start at NOW, so for this run they were started by one before it.
        BatchRun later = new BatchRun(flow, log, settings(1, null), () -> TestData.NOW.plusSeconds(90), result -> {});

        later.run(List.of(all(folder)), List.of(POLICY));

        assertThat(flow.submitted).hasSize(6 + 1);
        assertThat(flow.submitted.stream().map(TaskSubmitted::taskId).distinct())
                .hasSize(7);
        assertThat(log.results()).extracting(ItemResult::outcome).containsExactly("exhausted", "exhausted");
    }

    @Test
    void leavesADeadlineThatThePolicyPassedInThisRun() throws Exception {
        Items.write(folder, 1);
        FakeFlow flow = new FakeFlow(state -> new EpisodeEnd.Exhausted("deadline"));

        run(flow, settings(1, null)).run(List.of(all(folder)), List.of(POLICY));

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
        BatchSettings impatient =
                new BatchSettings("evaluation-1", "default", 1, 4, null, Budget.DEFAULT, null, Duration.ofMillis(1));

        run(first, impatient).run(List.of(all(folder)), List.of(POLICY));
        List<ItemResult> before = log.results();
        FakeFlow second = new FakeFlow(BatchRunTest::right);
        run(second, settings(4, null)).run(List.of(all(folder)), List.of(POLICY));

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

    @Test
    void stopsWhenTheFlowIsGone() throws Exception {
        Items.write(folder, 100);
        FakeFlow gone = new FakeFlow(state -> {
            throw new FakeFlow.LostException();
        });
        BatchSettings impatient =
                new BatchSettings("evaluation-1", "default", 1, 2, null, Budget.DEFAULT, null, Duration.ofMillis(1));

        assertThatThrownBy(() -> run(gone, impatient).run(List.of(all(folder)), List.of(POLICY)))
                .isInstanceOf(BatchRun.FlowGoneException.class)
                .hasMessageContaining("got no answer from the flow")
                .hasMessageContaining("./maestro doctor");
        assertThat(gone.submitted.size()).isLessThan(20);
    }

    @Test
    void neverSpendsMoreThanTheBudgetOfTheBatch() throws Exception {
        Items.write(folder, 50);
        FakeFlow flow = new FakeFlow(BatchRunTest::right);
        flow.cost = 7;

        int notRun = run(flow, settings(8, 100.0)).run(List.of(all(folder)), List.of(POLICY));

        double spent =
                log.results().stream().mapToDouble(ItemResult::costMicroUsd).sum();
        assertThat(log.results().size() + notRun).isEqualTo(50);
        // The last items get what is left; this world charges 7 whatever they may spend.
        assertThat(spent).isBetween(98.0, 105.0);
        assertThat(flow.submitted)
                .allMatch(task -> task.settings().budget() != null
                        && task.settings().budget().maxCostMicroUsd() <= 10);
    }

    @Test
    void givesPoliciesSkillsAndExpertsNothingButQuestionPicturesAndChoices() throws Exception {
        Files.write(folder.resolve("goldenpath.png"), Items.PNG);
        Map<String, Object> item = Items.item("secretid");
        item.put("benchmark", "SecretBench");
        item.put("family", "secretfamily");
        item.put("question", "Which?");
        item.put("images", List.of("goldenpath.png"));
        item.put("choices", List.of("one", "two"));
        item.put("answer", "B");
        item.put("answer_type", "choice");
        item.put("metric", "choice");
        item.put("split", "secretsplit");
        item.put("meta", Map.of("answer_text", "secretmeta"));
        Items.write(folder, List.of(Items.line(item)));
        FakeFlow flow = new FakeFlow(state -> new EpisodeEnd.Answered("B"));

        run(flow, settings(1, null)).run(List.of(all(folder)), List.of(POLICY));

        EpisodeStarted seen = flow.started.element();
        String json = new String(Json.bytes(seen), StandardCharsets.UTF_8);
        assertThat(json)
                .contains("Which?")
                .doesNotContainIgnoringCase("secret")
                .doesNotContain("goldenpath")
                .doesNotContain(folder.getFileName().toString())
                .doesNotContain("evaluation-1")
                .doesNotContain("\"B\"")
                .doesNotContain("metric");
        assertThat(seen.purpose()).isEqualTo(Purpose.EVALUATE);
        assertThat(log.results().getFirst()).matches(ItemResult::correct);
    }

    @Test
    void givesAnItemTheSameSeedUnderEveryPolicyAndAnotherOneThanItsNeighbour() throws Exception {
        Items.write(folder, 2);
        FakeFlow flow = new FakeFlow(BatchRunTest::right);

        run(flow, settings(1, null))
                .run(List.of(all(folder)), List.of(POLICY, new PolicyChoice("other", "scripted", null, null, null)));

        List<Long> seeds =
                flow.submitted.stream().map(task -> task.settings().seed()).toList();
        assertThat(seeds).hasSize(4);
        assertThat(seeds.get(0)).isEqualTo(seeds.get(1)).isNotEqualTo(seeds.get(2));
        assertThat(flow.submitted.stream().map(TaskSubmitted::taskId).distinct())
                .hasSize(4);
    }
}
