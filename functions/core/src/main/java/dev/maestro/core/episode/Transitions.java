package dev.maestro.core.episode;

import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Step;
import dev.maestro.schema.wire.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * How an episode changes.
 *
 * <pre>
 *   ready --decided(invoke | malformed)--> waiting --invoked--> ready
 *   ready --decided(answer)--> over
 * </pre>
 *
 * <p>An episode is waiting while its last step has an action whose calls were not run yet.
 */
public final class Transitions {

    private Transitions() {}

    /** True while the calls of the last step were not run yet. */
    public static boolean isWaiting(EpisodeState state) {
        if (state.steps().isEmpty()) {
            return false;
        }
        Step last = state.steps().getLast();
        return last.decision().action() instanceof Action.Invoke
                && last.invocations().isEmpty();
    }

    /**
     * Adds a step with what the policy decided.
     *
     * @throws TerminalException {@code illegal-transition} when the last step still waits for its calls
     */
    public static EpisodeState decided(EpisodeState state, Decision decision) {
        if (isWaiting(state)) {
            throw new TerminalException(
                    "illegal-transition",
                    "episode " + state.episodeId() + " cannot decide: step " + state.lastStepIndex()
                            + " waits for its calls");
        }
        List<Step> steps = new ArrayList<>(state.steps());
        steps.add(new Step(steps.size(), decision, List.of()));
        return state.with(steps, state.usage().plus(decision.usage()));
    }

    /**
     * Fills in what came of the calls of the last step.
     *
     * @param invocations one for each call, in the order of the calls
     * @throws TerminalException {@code illegal-transition} when no step waits, or the invocations are not those of its
     *     calls
     */
    public static EpisodeState invoked(EpisodeState state, List<Invocation> invocations) {
        if (!isWaiting(state)) {
            throw new TerminalException(
                    "illegal-transition", "episode " + state.episodeId() + " has no step that waits for calls");
        }
        Step last = state.steps().getLast();
        if (!(last.decision().action() instanceof Action.Invoke invoke)
                || !invoke.calls()
                        .equals(invocations.stream().map(Invocation::call).toList())) {
            throw new TerminalException(
                    "illegal-transition",
                    "the invocations of episode " + state.episodeId() + " are not those of the calls of step "
                            + last.stepIndex());
        }
        List<Step> steps = new ArrayList<>(state.steps());
        steps.set(steps.size() - 1, new Step(last.stepIndex(), last.decision(), invocations, last.extra()));
        Usage usage = state.usage();
        for (Invocation invocation : invocations) {
            usage = usage.plus(invocation.usage());
        }
        return state.with(steps, usage);
    }
}
