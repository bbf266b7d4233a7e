package dev.maestro.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.decide.Policies;
import dev.maestro.core.decide.Policy;
import dev.maestro.core.decide.Sampling;
import dev.maestro.core.decide.Scorer;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import org.junit.jupiter.api.Test;

class PairScoringPolicyTest extends PolicyContract {

    private final CalibrationData calibrated = world.calibration(world.tasks("calibrate", 60), RoutingWorld.REGISTRY);

    @Override
    protected Policy policy(CalibrationData calibration) {
        return TestPolicies.of(world, calibration).policy(TestPolicies.entry(policyId()));
    }

    @Override
    protected String policyId() {
        return "pair-scoring";
    }

    private Decision decide(Scorer scorer, EpisodeState state) {
        return new Policies(world.encoder(), world.pictures(), any -> calibrated, any -> scorer)
                .policy(TestPolicies.entry(policyId()))
                .next(state, RoutingWorld.REGISTRY, Sampling.of(state));
    }

    @Test
    void isTheRouterWhenTheResidualIsZero() {
        Policy router = TestPolicies.of(world, calibrated).policy(TestPolicies.entry("calibrated-router"));
        for (RoutingWorld.WorldTask task : world.tasks("test", 15)) {
            EpisodeState state = world.start(task);

            Decision decision = decide((candidates, context) -> new float[candidates.length], state);

            Decision routed = router.next(state, RoutingWorld.REGISTRY, Sampling.of(state));
            assertThat(decision.action()).isEqualTo(routed.action());
            assertThat(decision.scores()).isEqualTo(routed.scores());
        }
    }

    @Test
    void theResidualCanOverruleTheRouter() {
        EpisodeState state = world.start(world.tasks("test", 1).getFirst());
        Scorer lastBest = (candidates, context) -> {
            float[] scores = new float[candidates.length];
            scores[scores.length - 1] = 100;
            return scores;
        };

        Decision decision = decide(lastBest, state);

        var last = RoutingWorld.REGISTRY.pairs().getLast();
        assertThat(decision.action()).isInstanceOfSatisfying(Action.Invoke.class, invoke -> assertThat(
                        invoke.calls().getFirst().expertId() + "/"
                                + invoke.calls().getFirst().skillId())
                .isEqualTo(last.id()));
    }

    @Test
    void refusesAScorerThatDoesNotFit() {
        EpisodeState state = world.start(world.tasks("test", 1).getFirst());

        assertThatThrownBy(() -> decide((candidates, context) -> new float[2], state))
                .hasMessageContaining("its model does not fit");
        assertThatThrownBy(() -> decide(
                        (candidates, context) -> {
                            float[] scores = new float[candidates.length];
                            scores[0] = Float.NaN;
                            return scores;
                        },
                        state))
                .hasMessageContaining("not a number");
    }
}
