package dev.maestro.core.decide.generative;

import dev.maestro.core.PaperRegistry;
import dev.maestro.core.TestData;
import dev.maestro.core.decide.Sampling;
import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.Transitions;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.ImageRef;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An episode that a generative policy decides, turn after turn. */
final class GenerativeEpisode {

    static final RegistrySnapshot REGISTRY = PaperRegistry.base();
    static final String CALL = "A chart.</think><search>Chart-R1@@Chart_Problem_Solver: How high is B?</search>";
    static final ImageRef IMAGE = new ImageRef(TestData.DIGEST, "image/png", 640, 480, 1000);

    private GenerativeEpisode() {}

    static PolicyEntry entry(RegistrySnapshot registry) {
        return registry.policy("generative").orElseThrow();
    }

    static EpisodeState state(List<String> experts, List<String> skills) {
        EpisodeState base = TestData.state(new Budget(2, 16, 100_000, 1_000_000, 10_000));
        return new EpisodeState(
                base.episodeId(),
                0,
                0,
                TestData.task("How high is bar B?", List.of(IMAGE)),
                base.registryDigest(),
                "generative",
                "1",
                base.budget(),
                0.1,
                experts,
                skills,
                7,
                base.startedAt(),
                base.deadline(),
                Usage.NONE,
                List.of(),
                Map.of());
    }

    static EpisodeState state() {
        return state(List.of(), List.of());
    }

    static Decision next(ScriptedTexts texts, EpisodeState state, RegistrySnapshot registry) {
        return new GenerativePolicy(entry(registry), texts).next(state, registry, new Sampling(1, 3));
    }

    /** The state after a decision whose calls were answered so; through JSON, as events carry it. */
    static EpisodeState after(EpisodeState state, Decision decision, String... texts) {
        Decision read = Json.read(Decision.class, Json.bytes(decision), "broken");
        EpisodeState decided = Transitions.decided(state, read);
        if (!(read.action() instanceof Action.Invoke invoke)) {
            return decided;
        }
        List<Invocation> invocations = new ArrayList<>();
        for (Call call : invoke.calls()) {
            invocations.add(
                    new Invocation(call, new Outcome.Answered(texts[call.callIndex()]), 5, new Usage(2, 10, 0, 1, 1)));
        }
        return Transitions.invoked(decided, invocations);
    }

    static String system(ScriptedTexts texts) {
        return texts.requests().getFirst().messages().getFirst().text();
    }
}
