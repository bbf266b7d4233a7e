package dev.maestro.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.decide.Policies;
import dev.maestro.core.decide.Policy;
import dev.maestro.core.decide.Sampling;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the routers do when a call finds nothing or brings no reply. */
class RoutersWithoutEvidenceTest {

    private final RoutingWorld world = new RoutingWorld(99);
    private final RegistrySnapshot registry = RoutingWorld.REGISTRY;
    private final List<RoutingWorld.WorldTask> tasks = world.tasks("test", 20);

    private final Policies policies = TestPolicies.of(world, world.calibration(world.tasks("calibrate", 60), registry));

    private record Ended(List<String> calls, String answer) {}

    private Ended play(String policyId, RoutingWorld.WorldTask task, IntFunction<Outcome> outcomes) {
        Policy policy = policies.policy(TestPolicies.entry(policyId));
        EpisodeState state = world.start(task);
        List<String> calls = new ArrayList<>();
        while (true) {
            Decision decision = policy.next(state, registry, Sampling.of(state));
            if (decision.action() instanceof Action.Answer answer) {
                return new Ended(calls, answer.text());
            }
            Call call = ((Action.Invoke) decision.action()).calls().getFirst();
            Outcome outcome = outcomes.apply(calls.size());
            calls.add(call.expertId() + "/" + call.skillId());
            state = EpisodeStates.after(state, decision, List.of(outcome), Usage.NONE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"calibrated-router", "pair-scoring"})
    void tryAnotherPairAfterOneThatFoundNothing(String policyId) {
        for (RoutingWorld.WorldTask task : tasks) {
            Ended ended = play(policyId, task, i -> new Outcome.Answered(i == 0 ? " \n" : "found"));

            assertThat(ended.calls()).hasSizeGreaterThan(1).doesNotHaveDuplicates();
            assertThat(ended.answer()).isEqualTo("found");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"calibrated-router", "pair-scoring"})
    void tryAnotherPairAfterOneThatBroughtNoReply(String policyId) {
        for (RoutingWorld.WorldTask task : tasks) {
            Ended ended = play(
                    policyId,
                    task,
                    i -> i == 0 ? new Outcome.Failed("unavailable", "down") : new Outcome.Answered("found"));

            assertThat(ended.calls()).hasSizeGreaterThan(1).doesNotHaveDuplicates();
            assertThat(ended.answer()).isEqualTo("found");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"calibrated-router", "pair-scoring"})
    void answerWithTheEarlierEvidenceWhenTheNextHopFoundNothing(String policyId) {
        for (RoutingWorld.WorldTask task : tasks) {
            Ended ended = play(policyId, task, i -> new Outcome.Answered(i == 0 ? "12 + 7 =" : ""));

            assertThat(ended.calls()).hasSizeLessThanOrEqualTo(3).doesNotHaveDuplicates();
            assertThat(ended.answer()).isEqualTo("12 + 7 =");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"calibrated-router", "pair-scoring"})
    void giveUpWithAnEmptyAnswerAfterThreePairsFoundNothing(String policyId) {
        for (RoutingWorld.WorldTask task : tasks) {
            Ended ended = play(policyId, task, i -> new Outcome.Answered(""));

            assertThat(ended.calls()).hasSize(3).doesNotHaveDuplicates();
            assertThat(ended.answer()).isEmpty();
        }
    }
}
