package dev.maestro.runtime.telemetry;

import dev.maestro.core.task.EpisodeIds;
import dev.maestro.runtime.HopListener.Hop;
import dev.maestro.schema.event.ActionDecided;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EpisodeStarted;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.SkillInvoked;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reward;
import dev.maestro.schema.wire.Settings;
import dev.maestro.schema.wire.Step;
import dev.maestro.schema.wire.Task;
import dev.maestro.schema.wire.Usage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The events of an episode of two calls and an answer, as processes handle them one after the other. */
final class TracedEpisode {

    private static final String TASK = EpisodeIds.taskId("default", "trace");
    static final String ID = EpisodeIds.episodeId(TASK, 0);
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    /** What one process has of its own. */
    record Site(SpanStore store, Tracer tracer, HopTelemetry telemetry) {}

    private TracedEpisode() {}

    /** Question, two calls, an answer, a reward; each event with the header of the hop that made it. */
    static void run(Site gateway, Site decide, Site invoke) {
        Span question = gateway.tracer()
                .spanBuilder("question")
                .setAttribute("episodeId", ID)
                .startSpan();
        String header = TraceParents.format(question);
        question.end();
        EpisodeState none = state(0, List.of());
        header = hop(gateway, Stage.TASK, submitted(), new EpisodeStarted(none), header);
        Step asked = new Step(0, invoke("reader", "read"), List.of());
        EpisodeState first = state(0, List.of(asked));
        header = hop(decide, Stage.DECIDE, new EpisodeStarted(none), new ActionDecided(first), header);
        Step done = done(asked);
        EpisodeState second = state(0, List.of(done));
        header = hop(invoke, Stage.INVOKE, new ActionDecided(first), new SkillInvoked(second), header);
        Step askedAgain = new Step(1, invoke("solver", "compute"), List.of());
        EpisodeState third = state(0, List.of(done, askedAgain));
        header = hop(decide, Stage.DECIDE, new SkillInvoked(second), new ActionDecided(third), header);
        EpisodeState fourth = state(0, List.of(done, done(askedAgain)));
        header = hop(invoke, Stage.INVOKE, new ActionDecided(third), new SkillInvoked(fourth), header);
        Step answer = new Step(2, Decision.certain(new Action.Answer("5"), "scripted", "1"), List.of());
        EpisodeState last = state(0, List.of(done, done(askedAgain), answer));
        EpisodeEnded ended = new EpisodeEnded(last, new EpisodeEnd.Answered("5"), START);
        header = hop(decide, Stage.DECIDE, new SkillInvoked(fourth), ended, header);
        Reward reward = new Reward("unscored", 0, 0, 0, 0, "none");
        hop(gateway, Stage.REWARD, ended, new RewardAssigned(last, ended.end(), reward, START), header);
    }

    private static String hop(Site process, Stage stage, Event in, Event out, String header) {
        Hop hop = process.telemetry().started(stage, in, header);
        String next = hop.traceparent(out);
        hop.produced(out);
        hop.ended(null);
        return String.valueOf(next);
    }

    private static Decision invoke(String expert, String skill) {
        return Decision.certain(new Action.Invoke(List.of(new Call(0, expert, skill, "What?"))), "scripted", "1");
    }

    private static Step done(Step step) {
        Call call = ((Action.Invoke) step.decision().action()).calls().getFirst();
        Usage usage = new Usage(1, 0, 2, 3, 3);
        return new Step(
                step.stepIndex(),
                step.decision(),
                List.of(new Invocation(
                        call, new Outcome.Answered("secret observation"), 12.5, usage, experts(call.expertId()))));
    }

    /** The chosen expert failed, and a fallback answered. */
    private static Map<String, Object> experts(String chosen) {
        return Map.of(
                "expertCalls",
                List.of(
                        Map.of(
                                "expertId",
                                chosen,
                                "capability",
                                "c",
                                "role",
                                "main",
                                "outcome",
                                "failed",
                                "startMillis",
                                1,
                                "latencyMillis",
                                2.5,
                                "costMicroUsd",
                                0,
                                "billedMicroUsd",
                                0),
                        Map.of(
                                "expertId",
                                "spare",
                                "capability",
                                "c",
                                "role",
                                "fallback",
                                "outcome",
                                "answered",
                                "startMillis",
                                4,
                                "latencyMillis",
                                8,
                                "costMicroUsd",
                                3,
                                "billedMicroUsd",
                                0)));
    }

    static TaskSubmitted submitted() {
        return new TaskSubmitted(
                TASK, "default", Purpose.SERVE, "What?", List.of(), List.of(), null, Settings.DEFAULT, START);
    }

    static EpisodeState state(int rollout, List<Step> steps) {
        return new EpisodeState(
                EpisodeIds.episodeId(TASK, rollout),
                rollout,
                0,
                new Task(TASK, "default", Purpose.SERVE, "What?", List.of(), List.of(), false, Map.of()),
                "sha256:" + "ab".repeat(32),
                "scripted",
                "1",
                Budget.DEFAULT,
                0.1,
                List.of(),
                List.of(),
                7,
                START,
                START.plusSeconds(60),
                Usage.NONE,
                steps,
                Map.of());
    }
}
