package dev.maestro.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.TestData;
import dev.maestro.core.episode.Transitions;
import dev.maestro.schema.event.ActionDecided;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Usage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecideTest {

    private final Decision read = TestData.invoke("reader/read");
    private final Decision answer = Decision.certain(new Action.Answer("42"), "scripted", "1");

    private final Outcome down = new Outcome.Failed("model-server-unavailable", "down");

    private static Event next(EpisodeState state, Decision decision) {
        return Decide.next(state, TestData.registry(), (s, r, sampling) -> decision, TestData.NOW);
    }

    private EpisodeState after(EpisodeState state, Outcome outcome) {
        return Transitions.invoked(Transitions.decided(state, read), List.of(TestData.invocation(read, outcome)));
    }

    private static EpisodeEnd end(Event event) {
        return ((EpisodeEnded) event).end();
    }

    @Test
    void sendsCallsOn() {
        Event event = next(TestData.state(), read);

        assertThat(event).isInstanceOf(ActionDecided.class);
    }

    @Test
    @Tag("C44")
    void saysHowLongThePolicyTook() {
        ActionDecided event = (ActionDecided) next(TestData.state(), read);

        assertThat(event.state().steps().getLast().decision().latencyMillis()).isPositive();
    }

    @Test
    void keepsATimeThatThePolicyMeasuredItself() {
        Decision slow = new Decision(read.action(), "scripted", "1", 0, List.of(), 0, 1234.5, Usage.NONE, Map.of());

        ActionDecided event = (ActionDecided) next(TestData.state(), slow);

        assertThat(event.state().steps().getLast().decision()).isEqualTo(slow);
    }

    @Test
    void endsWithTheAnswer() {
        assertThat(end(next(TestData.state(), answer))).isEqualTo(new EpisodeEnd.Answered("42"));
    }

    @Test
    @Tag("C13")
    void mayAnswerAfterTheLastStep() {
        EpisodeState full = after(after(TestData.state(), new Outcome.Answered("7")), new Outcome.Answered("8"));

        assertThat(end(next(full, answer))).isEqualTo(new EpisodeEnd.Answered("42"));
    }

    @Test
    @Tag("C13")
    void isExhaustedWhenThePolicyWantsAStepTooMany() {
        EpisodeState full = after(after(TestData.state(), new Outcome.Answered("7")), new Outcome.Answered("8"));

        assertThat(end(next(full, read))).isEqualTo(new EpisodeEnd.Exhausted("steps"));
    }

    @Test
    @Tag("C42")
    void isExhaustedAtTheDeadlineWithoutAskingThePolicy() {
        EpisodeState state = TestData.state(new Budget(2, 4, 1000, 1000, 0));

        Event event = Decide.next(
                state,
                TestData.registry(),
                (s, r, sampling) -> {
                    throw new AssertionError("asked");
                },
                TestData.NOW);

        assertThat(end(event)).isEqualTo(new EpisodeEnd.Exhausted("deadline"));
    }

    @Test
    void isExhaustedWhenMoreWasSpentThanAllowed() {
        EpisodeState state = after(TestData.state(new Budget(2, 4, 1000, 2.5, 10_000)), new Outcome.Answered("7"));

        assertThat(end(next(state, answer))).isEqualTo(new EpisodeEnd.Exhausted("budget"));
    }

    @Test
    void isExhaustedWhenNoCallIsLeft() {
        EpisodeState state = after(TestData.state(new Budget(2, 1, 1000, 1000, 10_000)), new Outcome.Answered("7"));

        assertThat(end(next(state, read))).isEqualTo(new EpisodeEnd.Exhausted("budget"));
    }

    @Test
    void isBrokenWhenInfrastructureFailedToTheLastStep() {
        Outcome failed = new Outcome.Failed("model-server-unavailable", "down");

        EpisodeState state = after(after(TestData.state(), new Outcome.Answered("7")), failed);

        assertThat(end(next(state, answer))).isEqualTo(new EpisodeEnd.Broken("model-server-unavailable", "down"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"TRAIN", "EVALUATE", "CALIBRATE"})
    void isBrokenWhereItWouldCountWhenInfrastructureFailedOnTheWay(Purpose purpose) {
        EpisodeState recovered = after(after(TestData.state(purpose), down), new Outcome.Answered("42"));

        EpisodeEnd answered = end(next(recovered, answer));
        EpisodeEnd exhausted = end(next(recovered, read));

        assertThat(List.of(answered, exhausted))
                .containsOnly(new EpisodeEnd.Broken("model-server-unavailable", "down"));
    }

    @Test
    void servesTheAnswerOfAPolicyThatFoundAnotherWay() {
        EpisodeState recovered = after(after(TestData.state(Purpose.SERVE), down), new Outcome.Answered("42"));

        assertThat(end(next(recovered, answer))).isEqualTo(new EpisodeEnd.Answered("42"));
    }

    @Test
    void servesNoEmptyAnswerWhenInfrastructureFailed() {
        EpisodeState failed = after(TestData.state(Purpose.SERVE), down);
        Decision nothing = Decision.certain(new Action.Answer(" "), "scripted", "1");

        assertThat(end(next(failed, nothing))).isEqualTo(new EpisodeEnd.Broken("model-server-unavailable", "down"));
    }

    @Test
    @Tag("C17")
    void goesOnAfterAMalformedActionWhileStepsAreLeft() {
        Decision malformed = Decision.certain(new Action.Malformed("no-tag", "hm"), "scripted", "1");

        assertThat(next(TestData.state(), malformed)).isInstanceOf(ActionDecided.class);
        assertThat(end(next(
                        after(after(TestData.state(), new Outcome.Answered("7")), new Outcome.Answered("8")),
                        malformed)))
                .isEqualTo(new EpisodeEnd.Exhausted("steps"));
    }
}
