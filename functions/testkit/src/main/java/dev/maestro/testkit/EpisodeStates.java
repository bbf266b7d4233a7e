package dev.maestro.testkit;

import dev.maestro.core.task.EpisodeIds;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.ImageRef;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reward;
import dev.maestro.schema.wire.Step;
import dev.maestro.schema.wire.Task;
import dev.maestro.schema.wire.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Episode states for tests. */
public final class EpisodeStates {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private EpisodeStates() {}

    /**
     * An episode before its first step.
     *
     * @param imageDigest of its only picture; empty for a task without one
     */
    public static EpisodeState started(String taskId, String question, String imageDigest) {
        List<ImageRef> images =
                imageDigest.isEmpty() ? List.of() : List.of(new ImageRef(imageDigest, "image/png", 640, 480, 1000));
        Task task = new Task(taskId, "default", Purpose.EVALUATE, question, images, List.of(), true, Map.of());
        return new EpisodeState(
                taskId + "-0",
                0,
                0,
                task,
                "sha256:0",
                "policy",
                "1",
                Budget.DEFAULT,
                0.1,
                List.of(),
                List.of(),
                taskId.hashCode(),
                START,
                START.plusSeconds(60),
                Usage.NONE,
                List.of(),
                Map.of());
    }

    /**
     * The rewarded episode of a submitted task without a step, under the policy {@code random}.
     *
     * @param score of its answer, 0 to 1
     * @param extra what else its state holds
     */
    public static RewardAssigned scored(TaskSubmitted task, double score, Map<String, Object> extra) {
        EpisodeState state = new EpisodeState(
                EpisodeIds.episodeId(task.taskId(), 0),
                0,
                0,
                new Task(
                        task.taskId(),
                        "default",
                        task.purpose(),
                        task.question(),
                        List.of(),
                        List.of(),
                        true,
                        Map.of()),
                "sha256:r",
                "random",
                "1",
                Budget.DEFAULT,
                0.1,
                List.of(),
                List.of(),
                1,
                START,
                START,
                Usage.NONE,
                List.of(),
                extra);
        return new RewardAssigned(
                state, new EpisodeEnd.Answered("1"), new Reward("scored", score, 0, 0, score, "exact"), START);
    }

    /** The state narrowed to some experts and skills (empty for all), under another budget and cost weight. */
    public static EpisodeState narrowed(
            EpisodeState state, List<String> experts, List<String> skills, Budget budget, double costWeight) {
        return new EpisodeState(
                state.episodeId(),
                state.rollout(),
                state.attempt(),
                state.task(),
                state.registryDigest(),
                state.policyId(),
                state.policyVersion(),
                budget,
                costWeight,
                experts,
                skills,
                state.seed(),
                state.startedAt(),
                state.deadline(),
                state.usage(),
                state.steps(),
                state.extra());
    }

    /** The state after one more step that called these pairs ({@code expert-id/skill-id}) with these outcomes. */
    public static EpisodeState after(EpisodeState state, Decision decision, List<Outcome> outcomes, Usage usage) {
        List<Call> calls = decision.action() instanceof Action.Invoke invoke ? invoke.calls() : List.of();
        List<Invocation> invocations = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            invocations.add(new Invocation(calls.get(i), outcomes.get(i), 1, usage));
        }
        List<Step> steps = new ArrayList<>(state.steps());
        steps.add(new Step(steps.size(), decision, invocations));
        return state.with(steps, state.usage().plus(usage));
    }

    /** A decision to call one pair. */
    public static Decision calling(EpisodeState state, String... pairIds) {
        List<Call> calls = new ArrayList<>();
        for (String pairId : pairIds) {
            String[] parts = pairId.split("/", 2);
            calls.add(new Call(calls.size(), parts[0], parts[1], state.task().question()));
        }
        return Decision.certain(new Action.Invoke(calls), "policy", "1");
    }
}
