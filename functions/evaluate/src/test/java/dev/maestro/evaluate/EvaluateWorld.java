package dev.maestro.evaluate;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.evaluate.batch.StoredFlow;
import dev.maestro.core.evaluate.report.EvaluationReport;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.runtime.models.publish.ModelPublisher;
import dev.maestro.runtime.registry.StoredRegistries;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.schema.event.EvaluationCompleted;
import dev.maestro.schema.event.EvaluationRequested;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.testkit.EpisodeStates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The function with twelve items in the set {@code sums}, and a flow that gets every second one right. */
final class EvaluateWorld {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final int ITEMS = 12;

    final Path data;
    final FileObjectStore objects;
    final EvaluateFunction function;
    final ConcurrentLinkedQueue<TaskSubmitted> submitted = new ConcurrentLinkedQueue<>();
    final List<String> loaded = new ArrayList<>();
    volatile boolean diskIsFull;

    /** Folder of all reports. */
    @Nullable
    Path reports;

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

    EvaluateWorld(Path folder) throws IOException {
        objects = FileObjectStore.open(folder.resolve("objects"));
        StoredRegistries registries = new StoredRegistries(objects);
        registries.publish(RegistryLoader.embedded());
        data = folder.resolve("data");
        Path sums = Files.createDirectories(data.resolve("sums"));
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
                return Optional.of(List.of(data.toString()));
            }

            @Override
            public Optional<String> reports() {
                return Optional.ofNullable(reports).map(Path::toString);
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
        public CompletableFuture<RewardAssigned> submit(TaskSubmitted task, Runnable onEnd) {
            submitted.add(task);
            double right = Integer.parseInt(task.question().replace("?", "")) % 2;
            return CompletableFuture.completedFuture(EpisodeStates.scored(task, right, Map.of()));
        }

        @Override
        public Optional<RewardAssigned> ended(String episodeId) throws IOException {
            if (diskIsFull && submitted.size() > 4) {
                throw new IOException("No space left on device");
            }
            return Optional.empty();
        }
    }

    static EvaluationRequested request(String id, String policy, String... minimums) {
        return EvaluationRequested.of(id, List.of("sums"), policy, NOW).withRules(List.of(minimums), List.of());
    }

    EvaluationCompleted completed(EvaluationRequested request) throws Exception {
        return (EvaluationCompleted) function.handle(request).getFirst();
    }

    String text(String object) throws IOException {
        return new String(objects.get(object).orElseThrow(), StandardCharsets.UTF_8);
    }

    EvaluationReport report(EvaluationCompleted completed) throws IOException {
        return Json.read(
                EvaluationReport.class,
                objects.get(String.valueOf(completed.report())).orElseThrow(),
                "malformed-report");
    }
}
