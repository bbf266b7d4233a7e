package dev.maestro.core.decide;

import dev.maestro.core.episode.Transitions;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.event.ActionDecided;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The decide stage: limits first, then the policy, then what follows from its action. */
public final class Decide {

    private Decide() {}

    /**
     * The next fact of an episode.
     *
     * @param state the episode; no step of it waits
     * @param registry the snapshot that it is pinned to
     * @param policy decides
     * @param now for the deadline
     */
    public static Event next(EpisodeState state, RegistrySnapshot registry, Policy policy, Instant now) {
        Optional<EpisodeEnd> over = limitReached(state, now);
        if (over.isPresent()) {
            return new EpisodeEnded(state, ended(state, over.get()), now);
        }
        long start = System.nanoTime();
        Decision decision = policy.next(state, registry, Sampling.of(state));
        return after(state, timed(decision, (System.nanoTime() - start) / 1e6), now);
    }

    /** With the time that the policy took, unless it knows better itself. */
    private static Decision timed(Decision decision, double millis) {
        return decision.latencyMillis() > 0
                ? decision
                : new Decision(
                        decision.action(),
                        decision.policyId(),
                        decision.policyVersion(),
                        decision.logProbability(),
                        decision.scores(),
                        decision.logSumExp(),
                        millis,
                        decision.usage(),
                        decision.extra());
    }

    /**
     * The end of an episode that may not go on, before its policy is asked. All steps being used is not among them:
     * the policy may still answer.
     */
    static Optional<EpisodeEnd> limitReached(EpisodeState state, Instant now) {
        if (!now.isBefore(state.deadline())) {
            return Optional.of(new EpisodeEnd.Exhausted("deadline"));
        }
        if (state.usage().tokens() > state.budget().maxTokens()
                || state.usage().costMicroUsd() > state.budget().maxCostMicroUsd()) {
            return Optional.of(new EpisodeEnd.Exhausted("budget"));
        }
        return broken(state);
    }

    /** An episode whose last calls all failed for reasons of infrastructure is broken once no step is left. */
    private static Optional<EpisodeEnd> broken(EpisodeState state) {
        if (state.steps().isEmpty() || state.steps().size() < state.budget().maxSteps()) {
            return Optional.empty();
        }
        List<Invocation> last = state.steps().getLast().invocations();
        boolean allFailed =
                !last.isEmpty() && last.stream().allMatch(invocation -> invocation.outcome() instanceof Outcome.Failed);
        return allFailed ? failure(state).map(Decide::broken) : Optional.empty();
    }

    private static EpisodeEnd broken(Outcome.Failed failure) {
        return new EpisodeEnd.Broken(failure.code(), failure.message());
    }

    /** The last failure of infrastructure on the way. */
    private static Optional<Outcome.Failed> failure(EpisodeState state) {
        return state.steps().stream()
                .flatMap(step -> step.invocations().stream())
                .map(Invocation::outcome)
                .filter(Outcome.Failed.class::isInstance)
                .map(Outcome.Failed.class::cast)
                .reduce((before, after) -> after);
    }

    /**
     * An end after a failure of infrastructure says nothing about the policy: it is broken, never a wrong answer. A user
     * who is served still gets the answer of a policy that found another way.
     */
    private static EpisodeEnd ended(EpisodeState state, EpisodeEnd end) {
        boolean stands = state.task().purpose() == Purpose.SERVE
                && !(end instanceof EpisodeEnd.Answered answered
                        && answered.answer().isBlank());
        return stands ? end : failure(state).map(Decide::broken).orElse(end);
    }

    /**
     * What follows from a decision.
     *
     * @param state the episode before it
     */
    static Event after(EpisodeState state, Decision decision, Instant now) {
        EpisodeState decided = Transitions.decided(state, decision);
        boolean noStepLeft = state.steps().size() >= state.budget().maxSteps();
        return switch (decision.action()) {
            case Action.Answer answer ->
                new EpisodeEnded(decided, ended(state, new EpisodeEnd.Answered(answer.text())), now);
            case Action.Invoke invoke ->
                noStepLeft
                        ? new EpisodeEnded(state, ended(state, new EpisodeEnd.Exhausted("steps")), now)
                        : state.usage().calls() + invoke.calls().size()
                                        > state.budget().maxCalls()
                                ? new EpisodeEnded(state, ended(state, new EpisodeEnd.Exhausted("budget")), now)
                                : new ActionDecided(decided);
            case Action.Malformed malformed ->
                noStepLeft
                        ? new EpisodeEnded(decided, ended(state, new EpisodeEnd.Exhausted("steps")), now)
                        : new ActionDecided(decided);
        };
    }
}
