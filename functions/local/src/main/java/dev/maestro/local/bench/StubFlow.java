package dev.maestro.local.bench;

import dev.maestro.runtime.StepFunction;
import dev.maestro.schema.event.ActionDecided;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EpisodeEvent;
import dev.maestro.schema.event.EpisodeStarted;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.SkillInvoked;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Step;
import dev.maestro.schema.wire.Task;
import dev.maestro.schema.wire.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A policy and experts that cost nothing, over real states: decide and invoke take turns, after {@link #STEPS} steps
 * decide answers. A step is timed from one call of decide to the next one of the same episode.
 */
final class StubFlow {

    /** Steps of an episode: T of the paper. */
    static final int STEPS = 4;

    private static final Duration SLOW = Duration.ofSeconds(5);

    private final ConcurrentMap<String, Long> decided = new ConcurrentHashMap<>();
    private final Queue<Long> stepNanos = new ConcurrentLinkedQueue<>();
    private final AtomicInteger steps = new AtomicInteger();
    private final Predicate<String> slow;
    private final Consumer<String> onEnd;

    /**
     * Makes a flow.
     *
     * @param slow of which episodes the second call takes five seconds; their steps are not timed
     * @param onEnd called with the id of each episode that ends
     */
    StubFlow(Predicate<String> slow, Consumer<String> onEnd) {
        this.slow = slow;
        this.onEnd = onEnd;
    }

    /** What was timed since the last time this was asked. */
    List<Long> takeStepNanos() {
        List<Long> taken = new ArrayList<>();
        for (Long nanos = stepNanos.poll(); nanos != null; nanos = stepNanos.poll()) {
            taken.add(nanos);
        }
        return taken;
    }

    /** Steps so far. */
    int steps() {
        return steps.get();
    }

    StepFunction function(Stage stage) {
        return new StepFunction() {
            @Override
            public Stage stage() {
                return stage;
            }

            @Override
            public List<Event> handle(Event event) throws InterruptedException {
                EpisodeState state = ((EpisodeEvent) event).state();
                return List.of(stage == Stage.DECIDE ? decide(state) : invoke(state));
            }
        };
    }

    private Event decide(EpisodeState state) {
        long now = System.nanoTime();
        Long before = decided.put(state.episodeId(), now);
        if (before != null && !slow.test(state.episodeId())) {
            stepNanos.add(now - before);
        }
        if (state.steps().size() >= STEPS) {
            decided.remove(state.episodeId());
            onEnd.accept(state.episodeId());
            return new EpisodeEnded(state, new EpisodeEnd.Answered("42"), state.startedAt());
        }
        Call call = new Call(0, "stub-expert", "read-text", state.task().question());
        List<Step> steps = new ArrayList<>(state.steps());
        steps.add(
                new Step(steps.size(), Decision.certain(new Action.Invoke(List.of(call)), "scripted", "1"), List.of()));
        return new ActionDecided(state.with(steps, state.usage()));
    }

    private Event invoke(EpisodeState state) throws InterruptedException {
        List<Step> before = new ArrayList<>(state.steps());
        Step last = before.removeLast();
        if (last.stepIndex() == 1 && slow.test(state.episodeId())) {
            Thread.sleep(SLOW);
        }
        Call call = ((Action.Invoke) last.decision().action()).calls().getFirst();
        Outcome outcome = new Outcome.Answered("Total 42.00 EUR, including 19 % VAT, paid in cash on 2026-11-22");
        before.add(new Step(
                last.stepIndex(),
                last.decision(),
                List.of(new Invocation(call, outcome, 1, new Usage(1, 80, 1, 10, 10)))));
        steps.incrementAndGet();
        return new SkillInvoked(state.with(before, state.usage()));
    }

    static EpisodeStarted start(String episodeId) {
        Instant now = Instant.now();
        Task task = new Task(
                "task-" + episodeId,
                "bench",
                Purpose.EVALUATE,
                "What is the total of this receipt, in euros?",
                List.of(),
                List.of(),
                false,
                Map.of());
        return new EpisodeStarted(new EpisodeState(
                episodeId,
                0,
                0,
                task,
                "sha256:" + "0".repeat(64),
                "scripted",
                "1",
                Budget.DEFAULT,
                0,
                List.of(),
                List.of(),
                1,
                now,
                now.plusSeconds(60),
                Usage.NONE,
                List.of(),
                Map.of()));
    }
}
