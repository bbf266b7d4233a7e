package dev.maestro.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.CandidateScore;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.Usage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private static Decision by(String policy) {
        return new Decision(
                new Action.Answer("x"),
                policy,
                "1",
                0,
                List.of(new CandidateScore(null, null, 36), new CandidateScore("a", "read", 28)),
                36,
                0,
                Usage.NONE,
                Map.of());
    }

    @Test
    void isTheSuccessThatTheRouterExpectedOfThePair() {
        assertThat(Forecast.of(by("calibrated-router"), "a", "read")).hasValue(0.7);
    }

    @Test
    void isEmptyForAPairThatWasNotAmongTheBestAndForOtherPolicies() {
        assertThat(Forecast.of(by("calibrated-router"), "b", "read")).isEmpty();
        assertThat(Forecast.of(by("random"), "a", "read")).isEmpty();
    }
}
