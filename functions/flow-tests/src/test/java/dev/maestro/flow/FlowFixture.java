package dev.maestro.flow;

import dev.maestro.broker.EmbeddedBroker;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.local.flow.FlowClient;
import dev.maestro.local.modelserver.EmbeddedModelServer;
import dev.maestro.local.modelserver.ModelServerSettings;
import dev.maestro.runtime.kafka.LogChecker;
import dev.maestro.runtime.kafka.Topics;
import dev.maestro.runtime.registry.StoredRegistries;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.registry.Skill;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reference;
import dev.maestro.schema.wire.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Broker and model server in this process, every function in a process of its own. */
final class FlowFixture implements AutoCloseable {

    static final List<String> FUNCTIONS = List.of("task", "decide", "invoke", "reward");

    private final Path folder;
    private final EmbeddedBroker broker;
    private final EmbeddedModelServer models;
    private final FlowClient client;
    private final Map<String, FunctionProcess> processes = new LinkedHashMap<>();
    final StubExpert expert;

    FlowFixture(Path folder, long expertMillis) throws Exception {
        this.folder = folder;
        this.expert = new StubExpert(expertMillis);
        this.broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        this.models = EmbeddedModelServer.start(ModelServerSettings.onPort(0).withThreads(32, 1024), List.of(expert));
        Topics.ensure(Map.of("bootstrap.servers", broker.bootstrapServers()), Topics.PARTITIONS);
        ObjectStore objects = FileObjectStore.open(folder.resolve("objects"));
        new StoredRegistries(objects).publish(registry());
        this.client = new FlowClient(broker.bootstrapServers());
        for (String function : FUNCTIONS) {
            start(function, 0);
        }
    }

    private static RegistryDocument registry() {
        Expert stub = new Expert(
                "stub",
                List.of(),
                List.of("generate"),
                new Endpoint.Triton(null, "stub", null),
                null,
                null,
                "",
                "",
                Price.FREE,
                10,
                Limits.DEFAULT,
                "none");
        Skill direct = new Skill(
                "answer-direct", List.of(), 1, null, "", "", List.of("generate"), List.of(), "answer-direct", 1, 1);
        return new RegistryDocument(
                "flow-tests",
                List.of(stub),
                List.of(direct),
                List.of(new PolicyEntry("scripted", List.of(), "scripted", "1", "", null)),
                List.of());
    }

    FunctionProcess start(String function, int ordinal) throws Exception {
        FunctionProcess process = FunctionProcess.start(
                function,
                ordinal,
                folder,
                List.of(
                        "kafka.bootstrap.servers=" + broker.bootstrapServers(),
                        "maestro.objects.path=" + folder.resolve("objects"),
                        "maestro.model-server.target=" + models.target(),
                        "maestro.model-server.home=" + folder,
                        "maestro.telemetry.directory=" + folder.resolve("traces"),
                        "maestro.task.policy=scripted"));
        processes.put(function + "-" + ordinal, process);
        return process;
    }

    FunctionProcess process(String function) {
        return processes.get(function + "-0");
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    List<CompletableFuture<RewardAssigned>> submit(String prefix, int n) {
        List<CompletableFuture<RewardAssigned>> rewards = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            rewards.addAll(client.submit(task(prefix + i)));
        }
        return rewards;
    }

    static TaskSubmitted task(String id) {
        return new TaskSubmitted(
                id,
                "default",
                Purpose.EVALUATE,
                "What is the answer?",
                List.of(),
                List.of(),
                new Reference("42", "number", "exact", null),
                Settings.DEFAULT,
                Instant.now());
    }

    static List<RewardAssigned> await(List<CompletableFuture<RewardAssigned>> rewards) throws Exception {
        List<RewardAssigned> result = new ArrayList<>();
        for (CompletableFuture<RewardAssigned> reward : rewards) {
            result.add(reward.get(120, TimeUnit.SECONDS));
        }
        return result;
    }

    LogChecker.Count checkLog() {
        return new LogChecker(Map.of("bootstrap.servers", broker.bootstrapServers())).check();
    }

    @Override
    public void close() {
        client.close();
        processes.values().forEach(FunctionProcess::close);
        models.close();
        broker.close();
    }
}
