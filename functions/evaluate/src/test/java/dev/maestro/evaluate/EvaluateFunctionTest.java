package dev.maestro.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.evaluate.EvaluationRecords;
import dev.maestro.core.evaluate.EvaluationReport;
import dev.maestro.core.evaluate.StoredFlow;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.task.EpisodeIds;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.runtime.models.ModelPublisher;
import dev.maestro.runtime.registry.StoredRegistries;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.schema.event.EvaluationCompleted;
import dev.maestro.schema.event.EvaluationRequested;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reward;
import dev.maestro.schema.wire.Task;
import dev.maestro.schema.wire.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateFunctionTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final int ITEMS = 12;

    @TempDir
    private Path folder;

    private FileObjectStore objects;
    private EvaluateFunction function;
    private final ConcurrentLinkedQueue<TaskSubmitted> submitted = new ConcurrentLinkedQueue<>();
    private final List<String> loaded = new ArrayList<>();
    private final ModelPublisher models = new ModelPublisher() {
        @Override
        public void publish(String model, long version, byte[] onnx, String configuration) {
            loaded.add(model + "@" + version + " before " + submitted.size() + " tasks");
        }

        @Override
        public boolean isEnabled() {
            return true;
        }
    };
    private volatile boolean diskIsFull;

    @BeforeEach
    void open() throws IOException {
        objects = FileObjectStore.open(folder.resolve("objects"));
        StoredRegistries registries = new StoredRegistries(objects);
        registries.publish(RegistryLoader.embedded());
        Path sums = Files.createDirectories(folder.resolve("data").resolve("sums"));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            lines.add("{\"id\": \"i" + i + "\", \"question\": \"" + i
                    + "?\", \"answer\": \"1\", \"answer_type\": \"number\", \"metric\": \"exact\"}");
        }
        Files.write(sums.resolve("items.jsonl"), lines);
        function = new EvaluateFunction(registries, new HalfRight(), models, config(), () -> NOW);
    }

    private EvaluateConfig config() {
        return new EvaluateConfig() {
            @Override
            public Optional<List<String>> data() {
                return Optional.of(List.of(folder.resolve("data").toString()));
            }

            @Override
            public int concurrency() {
                return 1;
            }
        };
    }

    /** Every second task is right. */
    private final class HalfRight implements StoredFlow {

        @Override
        public ObjectStore objects() {
            return objects;
        }

        @Override
        public CompletableFuture<RewardAssigned> submit(TaskSubmitted task) {
            submitted.add(task);
            double right = Integer.parseInt(task.question().replace("?", "")) % 2;
            EpisodeState state = new EpisodeState(
                    EpisodeIds.episodeId(task.taskId(), 0),
                    0,
                    0,
                    new Task(
                            task.taskId(),
                            "default",
                            task.purpose(),
                            task.question(),
                            List.of(),
                            List.of(),
                            true,
                            Map.of()),
                    "sha256:r",
                    "random",
                    "1",
                    Budget.DEFAULT,
                    0.1,
                    List.of(),
                    List.of(),
                    1,
                    NOW,
                    NOW,
                    Usage.NONE,
                    List.of(),
                    Map.of());
            return CompletableFuture.completedFuture(new RewardAssigned(
                    state, new EpisodeEnd.Answered("1"), new Reward("scored", right, 0, 0, right, "exact"), NOW));
        }

        @Override
        public Optional<RewardAssigned> ended(String episodeId) throws IOException {
            if (diskIsFull && submitted.size() > 4) {
                throw new IOException("No space left on device");
            }
            return Optional.empty();
        }
    }

    private static EvaluationRequested request(String id, String policy, String... minimums) {
        return EvaluationRequested.of(id, List.of("sums"), policy, NOW).withRules(List.of(minimums), List.of());
    }

    private EvaluationCompleted completed(EvaluationRequested request) throws Exception {
        return (EvaluationCompleted) function.handle(request).getFirst();
    }

    @Test
    void runsTheBatchAndSaysHowGoodThePolicyWas() throws Exception {
        EvaluationCompleted completed = completed(request("nightly-1", "random"));

        assertThat(function.stage()).isEqualTo(Stage.EVALUATE);
        assertThat(completed.status()).isEqualTo("done");
        assertThat(completed.macro()).isEqualTo(0.5);
        assertThat(completed.benchmarks()).hasSize(1);
        assertThat(completed.benchmarks().getFirst().name()).isEqualTo("sums");
        assertThat(completed.benchmarks().getFirst().n()).isEqualTo(ITEMS);
        assertThat(submitted).hasSize(ITEMS).allMatch(task -> task.purpose() == Purpose.EVALUATE);
        EvaluationReport report = Json.read(
                EvaluationReport.class,
                objects.get(String.valueOf(completed.report())).orElseThrow(),
                "malformed-report");
        assertThat(report.micro()).isEqualTo(0.5);
        assertThat(new String(
                                objects.get(String.valueOf(completed.items())).orElseThrow(),
                                java.nio.charset.StandardCharsets.UTF_8)
                        .lines())
                .hasSize(ITEMS);
    }

    @Test
    void saysWhetherThePassRulesHoldAndWhy() throws Exception {
        assertThat(completed(request("a", "random", "0.5")).status()).isEqualTo("passed");
        EvaluationCompleted failed = completed(request("b", "random", "0.6"));

        assertThat(failed.status()).isEqualTo("failed");
        assertThat(failed.reason()).isEqualTo("macro is 0.5000, below the minimum of 0.6");
    }

    @Test
    void runsNothingAgainWhenARequestComesTwice() throws Exception {
        EvaluationCompleted first = completed(request("twice", "random"));

        EvaluationCompleted second = completed(request("twice", "random"));

        assertThat(second).isEqualTo(first);
        assertThat(submitted).hasSize(ITEMS);
    }

    @Test
    void refusesSomethingElseUnderAnIdThatWasUsed() throws Exception {
        EvaluationRequested first = request("nightly", "random");
        EvaluationRequested other = request("nightly", "random", "0.5");
        completed(first);

        EvaluationCompleted refused = completed(other);

        assertThat(refused.status()).isEqualTo("refused");
        assertThat(refused.reason())
                .isEqualTo("another request under the id nightly asked for something else; its evaluation stands. Ask"
                        + " for this one under an id of its own");
        assertThat(submitted).hasSize(ITEMS);
        assertThat(other.eventId()).isNotEqualTo(first.eventId());
        assertThat(refused.eventId()).isNotEqualTo(completed(first).eventId());
        assertThat(new EvaluationRecords(objects).endOf(other)).contains(refused);
    }

    @Test
    void aRequestIsTheSameWheneverItIsMade() {
        EvaluationRequested now = EvaluationRequested.of("a", List.of("sums", "x"), "random", NOW);

        assertThat(EvaluationRequested.of("a", List.of("sums", "x"), "random", NOW.plusSeconds(9))
                        .eventId())
                .isEqualTo(now.eventId());
        assertThat(EvaluationRequested.of("a", List.of("sums, x"), "random", NOW)
                        .eventId())
                .isNotEqualTo(now.eventId());
    }

    @Test
    void takesAnIdThatARefusedRequestHad() throws Exception {
        assertThat(completed(request("mended", "no-such-policy")).status()).isEqualTo("refused");

        assertThat(completed(request("mended", "random")).status()).isEqualTo("done");
    }

    @Test
    void goesOnWhereADiskWasFull() throws Exception {
        diskIsFull = true;
        assertThatThrownBy(() -> function.handle(request("full", "random")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
        diskIsFull = false;

        EvaluationCompleted completed = completed(request("full", "random"));

        assertThat(completed.benchmarks().getFirst().n()).isEqualTo(ITEMS);
        assertThat(submitted).hasSize(ITEMS);
    }

    @Test
    void loadsAVersionThatWasNeverPromotedBeforeItsFirstTask() throws Exception {
        new CheckpointStore(objects, "pair-scoring").giveFirst(Checkpoint.untrained("pair-scoring", 1));

        EvaluationCompleted completed = completed(request("waiting", "pair-scoring@1"));

        assertThat(completed.status()).isEqualTo("done");
        assertThat(loaded).containsExactly("pair-scoring@1 before 0 tasks");
    }

    @Test
    void refusesAnUnknownVersionWithAReason() throws Exception {
        EvaluationCompleted refused = completed(request("c", "pair-scoring@99"));

        assertThat(refused.status()).isEqualTo("refused");
        assertThat(refused.reason()).contains("There is no version 99 of pair-scoring");
        assertThat(submitted).isEmpty();
    }

    @Test
    void refusesWhatItMayNotRead() throws Exception {
        EvaluationRequested request = EvaluationRequested.of("d", List.of("../objects"), "random", NOW);

        assertThat(completed(request).reason()).contains("there is no data set ../objects");
    }
}
