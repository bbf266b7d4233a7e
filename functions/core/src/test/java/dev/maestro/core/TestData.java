package dev.maestro.core;

import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.registry.Skill;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.ImageRef;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Task;
import dev.maestro.schema.wire.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small values for tests of the core. */
public final class TestData {

    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    public static final String DIGEST = "sha256:" + "ab".repeat(32);

    private TestData() {}

    public static Expert expert(String id, String... capabilities) {
        return new Expert(
                id,
                List.of(id + "-alias"),
                List.of(capabilities),
                new Endpoint.Triton(null, id, null),
                null,
                null,
                "reads",
                "always",
                new Price(1, 0, 0, 0),
                10,
                Limits.DEFAULT,
                "Apache-2.0");
    }

    public static Skill skill(String id, String capability) {
        return new Skill(
                id, List.of(), 2, "family", "does", "when", List.of(capability), List.of(), "procedure-" + id, 2, 1);
    }

    public static RegistrySnapshot registry() {
        return new RegistrySnapshot(
                DIGEST,
                new RegistryDocument(
                        "test",
                        List.of(expert("reader", "read-text"), expert("solver", "compute")),
                        List.of(skill("read", "read-text"), skill("compute", "compute")),
                        List.of(new PolicyEntry("scripted", List.of(), "scripted", "1", "", null)),
                        List.of()));
    }

    public static Task task(String question, List<ImageRef> images) {
        return task(question, images, List.of());
    }

    public static Task task(String question, List<ImageRef> images, List<String> choices) {
        return new Task("t-1", "default", Purpose.SERVE, question, images, choices, true, Map.of());
    }

    public static EpisodeState state(Budget budget) {
        return state(budget, Purpose.SERVE);
    }

    private static EpisodeState state(Budget budget, Purpose purpose) {
        return state(
                new Task("t-1", "default", purpose, "What is it?", List.of(), List.of(), true, Map.of()),
                "scripted",
                budget);
    }

    /** The first state of an episode that may use every pair. */
    public static EpisodeState state(Task task, String policyId, Budget budget) {
        return new EpisodeState(
                "e-1",
                0,
                0,
                task,
                DIGEST,
                policyId,
                "1",
                budget,
                0.1,
                List.of(),
                List.of(),
                7,
                NOW,
                NOW.plusMillis(budget.maxMillis()),
                Usage.NONE,
                List.of(),
                Map.of());
    }

    public static EpisodeState state(Purpose purpose) {
        return state(new Budget(2, 4, 1000, 1000, 10_000), purpose);
    }

    public static EpisodeState state() {
        return state(new Budget(2, 4, 1000, 1000, 10_000));
    }

    public static Decision invoke(String... pairs) {
        List<Call> calls = new ArrayList<>();
        for (String pair : pairs) {
            String[] parts = pair.split("/", 2);
            calls.add(new Call(calls.size(), parts[0], parts[1], "What is it?"));
        }
        return Decision.certain(new Action.Invoke(calls), "scripted", "1");
    }

    public static Invocation invocation(Decision decision, Outcome outcome) {
        return new Invocation(
                ((Action.Invoke) decision.action()).calls().getFirst(), outcome, 1, new Usage(1, 0, 2, 3, 3));
    }
}
