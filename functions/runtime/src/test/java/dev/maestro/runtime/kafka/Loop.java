package dev.maestro.runtime.kafka;

import dev.maestro.runtime.StepFunction;
import dev.maestro.schema.event.ActionDecided;
import dev.maestro.schema.event.EpisodeEnded;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The smallest flow there is: decide and invoke take turns, and after some steps decide answers. */
final class Loop {

    static final int STEPS = 3;

    private Loop() {}

    static EpisodeStarted start(String episodeId) {
        return start(episodeId, "How many?");
    }

    static EpisodeStarted start(String episodeId, String question) {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        Task task = new Task(
                "task-" + episodeId, "test", Purpose.EVALUATE, question, List.of(), List.of(), false, Map.of());
        return new EpisodeStarted(new EpisodeState(
                episodeId,
                0,
                0,
                task,
                "sha256:registry",
                "scripted",
                "1",
                Budget.DEFAULT,
                0,
                List.of(),
                List.of(),
                7,
                now,
                now.plusSeconds(60),
                Usage.NONE,
                List.of(),
                Map.of()));
    }

    /** Decides, after calling {@code before} with the state. */
    static StepFunction decide(Consumer<EpisodeState> before) {
        return function(Stage.DECIDE, event -> {
            EpisodeState state = state(event);
            before.accept(state);
            if (state.steps().size() >= STEPS) {
                return new EpisodeEnded(state, new EpisodeEnd.Answered("42"), state.startedAt());
            }
            Call call = new Call(0, "expert", "skill", state.task().question());
            List<Step> steps = new ArrayList<>(state.steps());
            steps.add(new Step(
                    steps.size(), Decision.certain(new Action.Invoke(List.of(call)), "scripted", "1"), List.of()));
            return new ActionDecided(state.with(steps, state.usage()));
        });
    }

    /** Invokes, after calling {@code before} with the state. */
    static StepFunction invoke(Consumer<EpisodeState> before) {
        return function(Stage.INVOKE, event -> {
            EpisodeState state = state(event);
            before.accept(state);
            List<Step> steps = new ArrayList<>(state.steps());
            Step last = steps.removeLast();
            Call call = ((Action.Invoke) last.decision().action()).calls().getFirst();
            steps.add(new Step(
                    last.stepIndex(),
                    last.decision(),
                    List.of(new Invocation(call, new Outcome.Answered("seen"), 1, Usage.NONE))));
            return new SkillInvoked(state.with(steps, state.usage()));
        });
    }

    private static EpisodeState state(Event event) {
        return switch (event) {
            case EpisodeStarted started -> started.state();
            case SkillInvoked invoked -> invoked.state();
            case ActionDecided decided -> decided.state();
            default -> throw new IllegalArgumentException("not for this loop: " + event);
        };
    }

    private static StepFunction function(Stage stage, java.util.function.Function<Event, Event> body) {
        return new StepFunction() {
            @Override
            public Stage stage() {
                return stage;
            }

            @Override
            public List<Event> handle(Event event) {
                return List.of(body.apply(event));
            }
        };
    }
}
