package dev.maestro.core.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.TestData;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransitionsTest {

    private final Decision read = TestData.invoke("reader/read");

    @Test
    void addsAStepThatWaitsForItsCalls() {
        EpisodeState state = TestData.state();

        EpisodeState decided = Transitions.decided(state, read);

        assertThat(decided.steps()).hasSize(1);
        assertThat(Transitions.isWaiting(decided)).isTrue();
        assertThat(state.steps()).isEmpty();
    }

    @Test
    void countsTheUsageOfTheCalls() {
        EpisodeState decided = Transitions.decided(TestData.state(), read);

        EpisodeState invoked =
                Transitions.invoked(decided, List.of(TestData.invocation(read, new Outcome.Answered("7"))));

        assertThat(invoked.usage().costMicroUsd()).isEqualTo(3);
        assertThat(invoked.usage().calls()).isEqualTo(1);
        assertThat(Transitions.isWaiting(invoked)).isFalse();
    }

    @Test
    void refusesASecondDecisionWhileCallsAreOpen() {
        EpisodeState decided = Transitions.decided(TestData.state(), read);

        assertThatThrownBy(() -> Transitions.decided(decided, read))
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining("waits for its calls");
    }

    @Test
    void refusesInvocationsOfOtherCalls() {
        EpisodeState decided = Transitions.decided(TestData.state(), read);
        Decision other = TestData.invoke("solver/compute");

        assertThatThrownBy(() ->
                        Transitions.invoked(decided, List.of(TestData.invocation(other, new Outcome.Answered("7")))))
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining("not those of the calls");
    }

    @Test
    void refusesInvocationsThatNoStepWaitsFor() {
        assertThatThrownBy(() -> Transitions.invoked(TestData.state(), List.of()))
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining("no step that waits");
    }
}
