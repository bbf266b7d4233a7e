package dev.maestro.local.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void isTheTimeOfTheFirstVersionThatHad95PercentOfWhatTheLastOneHas() {
        Pace pace = new Pace();
        pace.add(0.5, 0.40);
        pace.add(3, 0.569);
        pace.add(6, 0.571);
        pace.add(9, 0.50);
        pace.add(12, 0.60);

        assertThat(pace.secondsTo95()).hasValue(6);
    }

    @Test
    void isUnknownWhereNothingWasEvaluated() {
        assertThat(new Pace().secondsTo95()).isEmpty();
    }
}
