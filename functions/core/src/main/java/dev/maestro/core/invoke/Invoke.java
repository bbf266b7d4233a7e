package dev.maestro.core.invoke;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.episode.Transitions;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.SkillInvoked;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The invoke stage: runs the calls of the last step in parallel, each under what is left of the budget. */
public final class Invoke {

    private final CallRunner runner;
    private final CallJournal journal;

    /**
     * Makes one.
     *
     * @param runner runs one call
     * @param journal remembers what came of it
     */
    public Invoke(CallRunner runner, CallJournal journal) {
        this.runner = runner;
        this.journal = journal;
    }

    /**
     * Runs the calls that the last step waits for. A malformed action has none and passes through.
     *
     * @param registry the snapshot that the episode is pinned to
     * @param current the newest snapshot; an expert that it no longer lists is refused at once
     * @throws TerminalException {@code illegal-transition} when no step waits
     */
    public Event run(EpisodeState state, RegistrySnapshot registry, RegistrySnapshot current) {
        if (!state.steps().isEmpty() && state.steps().getLast().decision().action() instanceof Action.Malformed) {
            return new SkillInvoked(state);
        }
        if (!Transitions.isWaiting(state)) {
            throw new TerminalException(
                    "illegal-transition", "episode " + state.episodeId() + " has no step that waits for calls");
        }
        Action.Invoke action =
                (Action.Invoke) state.steps().getLast().decision().action();
        Run run = new Run(state, registry, current, new Ledger(state));
        List<Invocation> invocations = action.calls().size() == 1
                ? List.of(runOnce(run, action.calls().getFirst()))
                : runAll(run, action.calls());
        return new SkillInvoked(Transitions.invoked(state, invocations));
    }

    private Invocation runOnce(Run run, Call call) {
        return journal.once(run.state(), call, () -> runner.run(run, call));
    }

    private List<Invocation> runAll(Run run, List<Call> calls) {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Invocation>> futures = calls.stream()
                    .map(call -> executor.submit(() -> runOnce(run, call)))
                    .toList();
            List<Invocation> invocations = new ArrayList<>();
            for (Future<Invocation> future : futures) {
                invocations.add(future.get());
            }
            return invocations;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calls ran", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException runtime
                    ? runtime
                    : new IllegalStateException("a call failed", e.getCause());
        }
    }

    /** What all calls of one step share. */
    record Run(EpisodeState state, RegistrySnapshot registry, RegistrySnapshot current, Ledger ledger) {}
}
