package dev.maestro.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.decide.Policy;
import dev.maestro.core.decide.Sampling;
import dev.maestro.core.episode.AnswerForm;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Usage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the policies that score pairs make of evidence that cannot be the answer. */
class AnswerFormPolicyTest {

    private final RoutingWorld world = new RoutingWorld(20261123);
    private final RegistrySnapshot registry = RoutingWorld.REGISTRY;
    private final Policy policy = TestPolicies.of(world, world.calibration(world.tasks("calibrate", 60), registry))
            .policy(TestPolicies.entry("calibrated-router"));

    private Decision played(String question, List<String> replies, List<String> pairs) {
        EpisodeState state = EpisodeStates.started("form", question, "");
        Decision decision = policy.next(state, registry, Sampling.of(state));
        while (decision.action() instanceof Action.Invoke invoke) {
            String reply = replies.get(Math.min(pairs.size(), replies.size() - 1));
            pairs.add(invoke.calls().getFirst().expertId() + "/"
                    + invoke.calls().getFirst().skillId());
            state = EpisodeStates.after(state, decision, List.of(new Outcome.Answered(reply)), Usage.NONE);
            decision = policy.next(state, registry, Sampling.of(state));
        }
        return decision;
    }

    @Test
    void goOnUntilSomethingFits() {
        List<String> pairs = new ArrayList<>();

        Decision decision = played("The lines cross. True or false?", List.of("12", "Total 9", "yes"), pairs);

        assertThat(decision.action()).isEqualTo(new Action.Answer("yes"));
        assertThat(pairs).hasSize(3).doesNotHaveDuplicates();
        assertThat(decision.extra()).doesNotContainKey(AnswerForm.GUESSED);
    }

    @Test
    void answerWithTheEvidenceThatFitsThoughItIsNotTheLast() {
        Decision decision = played("How many dogs are there?", List.of("7", "woof"), new ArrayList<>());

        assertThat(decision.action()).isEqualTo(new Action.Answer("7"));
    }

    @Test
    void guessWhenNothingFitsAndSayThatTheyDo() {
        Decision decision = played("The lines cross. True or false?", List.of("12"), new ArrayList<>());

        assertThat(decision.action()).isEqualTo(new Action.Answer("false"));
        assertThat(decision.extra()).containsEntry(AnswerForm.GUESSED, true);
    }
}
