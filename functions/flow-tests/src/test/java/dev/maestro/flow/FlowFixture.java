package dev.maestro.flow;

import dev.maestro.broker.EmbeddedBroker;
import dev.maestro.local.flow.FlowClient;
import dev.maestro.local.modelserver.EmbeddedModel;
import dev.maestro.local.modelserver.EmbeddedModelServer;
import dev.maestro.local.modelserver.ModelServerSettings;
import dev.maestro.runtime.kafka.LogChecker;
import dev.maestro.runtime.kafka.Topics;
import dev.maestro.runtime.registry.StoredRegistries;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.schema.event.RegistryExtended;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.registry.Skill;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reference;
import dev.maestro.schema.wire.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Broker and model server in this process, every function in a process of its own. */
final class FlowFixture implements AutoCloseable {

    static final List<String> FUNCTIONS = List.of("task", "decide", "invoke", "reward");

    private final Path folder;
    private final int brokerPort;
    private final int modelsPort;
    private EmbeddedBroker broker;
    private EmbeddedModelServer models;
    private final StoredRegistries registries;
    private final FlowClient client;
    private final List<EmbeddedModel> more;
    private final Map<String, FunctionProcess> processes = new LinkedHashMap<>();
    final StubExpert expert;

    FlowFixture(Path folder, long expertMillis) throws Exception {
        this(folder, expertMillis, FUNCTIONS);
    }

    /**
     * Starts some of the functions.
     *
     * @param functions whose lanes run; others may be started afterwards
     */
    FlowFixture(Path folder, long expertMillis, List<String> functions) throws Exception {
        this(folder, expertMillis, functions, List.of(), List.of());
    }

    /**
     * Starts all functions.
     *
     * @param more models beside the expert
     * @param policies beside the scripted one
     */
    FlowFixture(Path folder, List<EmbeddedModel> more, List<PolicyEntry> policies) throws Exception {
        this(folder, 5, FUNCTIONS, more, policies);
    }

    private FlowFixture(
            Path folder,
            long expertMillis,
            List<String> functions,
            List<EmbeddedModel> more,
            List<PolicyEntry> policies)
            throws Exception {
        this.folder = folder;
        this.more = List.copyOf(more);
        this.expert = new StubExpert(expertMillis);
        this.broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        this.brokerPort = broker.port();
        this.models = models(0);
        this.modelsPort =
                Integer.parseInt(models.target().substring(models.target().lastIndexOf(':') + 1));
        Topics.ensure(Map.of("bootstrap.servers", broker.bootstrapServers()), Topics.PARTITIONS);
        this.registries = new StoredRegistries(FileObjectStore.open(folder.resolve("objects")));
        registries.publish(registry(policies));
        this.client = new FlowClient(broker.bootstrapServers());
        for (String function : functions) {
            start(function, 0);
        }
    }

    private static Expert stub(String id) {
        return new Expert(
                id,
                List.of(),
                List.of("generate"),
                new Endpoint.Triton(null, "stub", null),
                null,
                null,
                "Says 42.",
                "Always.",
                Price.FREE,
                10,
                Limits.DEFAULT,
                "none");
    }

    private static RegistryDocument registry(List<PolicyEntry> policies) {
        Skill direct = new Skill(
                "answer-direct",
                List.of(),
                1,
                null,
                "Asks.",
                "Always.",
                List.of("generate"),
                List.of(),
                "answer-direct",
                1,
                1);
        List<PolicyEntry> all = new ArrayList<>(policies);
        all.add(new PolicyEntry("scripted", List.of(), "scripted", "1", "Calls once.", null));
        return new RegistryDocument("flow-tests", List.of(stub("stub")), List.of(direct), all, List.of());
    }

    FunctionProcess start(String function, int ordinal, String... more) throws Exception {
        List<String> settings = new ArrayList<>(settings());
        settings.addAll(List.of(more));
        FunctionProcess process = FunctionProcess.start(function, ordinal, folder, settings);
        processes.put(function + "-" + ordinal, process);
        return process;
    }

    /** Where a process finds this flow. */
    List<String> settings() {
        return List.of(
                "kafka.bootstrap.servers=" + broker.bootstrapServers(),
                "maestro.objects.path=" + folder.resolve("objects"),
                "maestro.model-server.target=" + models.target(),
                "maestro.model-server.home=" + folder,
                "maestro.telemetry.directory=" + folder.resolve("traces"),
                "maestro.task.policy=scripted");
    }

    private EmbeddedModelServer models(int port) throws IOException {
        List<EmbeddedModel> all = new ArrayList<>(more);
        all.add(expert);
        return EmbeddedModelServer.start(ModelServerSettings.onPort(port).withThreads(32, 1024), all);
    }

    void stopBroker() {
        broker.close();
    }

    /** On the same port and data as before. */
    void startBroker() {
        broker = EmbeddedBroker.start(folder.resolve("broker"), brokerPort);
    }

    void stopModels() {
        models.close();
    }

    /** On the same port as before. */
    void startModels() throws IOException {
        models = models(modelsPort);
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

    /** Puts an event on the topic that adds an expert which answers as the other does, and waits until it is current. */
    void addExpert(String id) throws IOException {
        String before = registries.current().digest();
        client.publish(List.of(new RegistryExtended(
                "add-" + id,
                new RegistryDocument("more", List.of(stub(id)), List.of(), List.of(), List.of()),
                Instant.now())));
        for (int i = 0; registries.current().digest().equals(before); i++) {
            if (i == 600) {
                throw new AssertionError("the registry did not change within a minute");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** Submits a task that only one expert may work on. */
    List<CompletableFuture<RewardAssigned>> submitTo(String expertId, String id) {
        TaskSubmitted task = task(id);
        return client.submit(new TaskSubmitted(
                task.taskId(),
                task.tenant(),
                task.purpose(),
                task.question(),
                task.images(),
                task.choices(),
                task.reference(),
                new Settings(null, null, null, null, null, List.of(expertId), List.of(), null),
                task.submittedAt()));
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

    /** Asks until there is an answer: a circuit breaker opens its gate a while after the server is back. */
    void awaitAnswer(String prefix) throws Exception {
        for (int i = 0; i < 120; i++) {
            EpisodeEnd end = await(submit(prefix + i + "-", 1)).getFirst().end();
            if (end instanceof EpisodeEnd.Answered) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
        throw new AssertionError("no episode was answered within a minute");
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
