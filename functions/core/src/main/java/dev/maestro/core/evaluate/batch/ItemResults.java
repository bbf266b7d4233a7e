package dev.maestro.core.evaluate.batch;

import dev.maestro.core.decide.Forecast;
import dev.maestro.core.evaluate.item.EvaluationItem;
import dev.maestro.core.evaluate.plan.PolicyChoice;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.wire.CandidateScore;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** From a rewarded episode to a line of the item log. */
final class ItemResults {

    private static final int LONGEST_TEXT = 600;
    private static final int RIVALS = 3;

    private ItemResults() {}

    /**
     * The result of an item.
     *
     * @param reward null when none came in time
     * @param latencyMillis from submission to reward
     * @param slotMillis time that the item occupied a slot, up to the end of its episode
     */
    static ItemResult of(
            EvaluationItem item,
            List<String> images,
            PolicyChoice policy,
            String taskId,
            String episodeId,
            @Nullable RewardAssigned reward,
            double latencyMillis,
            double slotMillis,
            Instant now) {
        String outcome = ItemResult.LOST;
        String reason = "no reward came in time; see ./maestro dead-letters and the log";
        String answer = null;
        if (reward != null) {
            switch (reward.end()) {
                case EpisodeEnd.Answered answered -> {
                    outcome = "answered";
                    reason = null;
                    answer = answered.answer();
                }
                case EpisodeEnd.Refused refused -> {
                    outcome = "refused";
                    reason = refused.code() + ": " + refused.message();
                }
                case EpisodeEnd.Exhausted exhausted -> {
                    outcome = "exhausted";
                    reason = "the limit of " + exhausted.limit() + " was reached";
                }
                case EpisodeEnd.Broken broken -> {
                    outcome = ItemResult.BROKEN;
                    reason = broken.code() + ": " + broken.message();
                }
            }
        }
        EpisodeState state = reward == null ? null : reward.state();
        List<ItemStep> steps = state == null ? List.of() : steps(state);
        double score = reward == null ? 0 : reward.reward().answer();
        return new ItemResult(
                policy.label(),
                item.set(),
                item.part(),
                item.id(),
                item.family(),
                item.question(),
                item.choices(),
                images,
                item.reference().answer(),
                item.reference().answerType(),
                item.reference().metric(),
                answer,
                score,
                score >= 1,
                outcome,
                reason,
                steps.stream().map(ItemStep::pair).toList(),
                steps,
                state == null ? 0 : state.usage().costMicroUsd(),
                state == null ? 0 : state.usage().billedMicroUsd(),
                state == null ? 0 : state.usage().cpuMillis(),
                latencyMillis,
                state == null ? 0 : expertMillis(state),
                slotMillis,
                state == null ? null : state.policyVersion(),
                taskId,
                episodeId,
                now);
    }

    /** Calls of one step run at the same time, so the longest counts. */
    private static double expertMillis(EpisodeState state) {
        double sum = 0;
        for (Step step : state.steps()) {
            sum += step.decision().latencyMillis()
                    + step.invocations().stream()
                            .mapToDouble(Invocation::latencyMillis)
                            .max()
                            .orElse(0);
        }
        return sum;
    }

    private static List<ItemStep> steps(EpisodeState state) {
        List<ItemStep> steps = new ArrayList<>();
        for (Step step : state.steps()) {
            for (Invocation invocation : step.invocations()) {
                steps.add(step(step, invocation));
            }
        }
        return steps;
    }

    private static ItemStep step(Step step, Invocation invocation) {
        String pair = invocation.call().expertId() + "/" + invocation.call().skillId();
        return new ItemStep(
                step.stepIndex(),
                pair,
                word(invocation.outcome()),
                cut(text(invocation.outcome())),
                invocation.latencyMillis(),
                invocation.usage().cpuMillis(),
                invocation.usage().costMicroUsd(),
                probability(step.decision(), pair),
                predicted(step.decision(), invocation),
                step.decision().scores().stream()
                        .map(ItemResults::name)
                        .filter(name -> !name.equals(pair))
                        .limit(RIVALS)
                        .toList());
    }

    private static @Nullable Double predicted(Decision decision, Invocation invocation) {
        OptionalDouble success = Forecast.of(
                decision, invocation.call().expertId(), invocation.call().skillId());
        return success.isPresent() ? success.getAsDouble() : null;
    }

    private static @Nullable Double probability(Decision decision, String pair) {
        return decision.scores().stream()
                .filter(score -> name(score).equals(pair))
                .findFirst()
                .map(score -> Math.min(1, Math.exp(score.score() - decision.logSumExp())))
                .orElse(null);
    }

    private static String name(CandidateScore score) {
        return score.expertId() == null ? "answer" : score.expertId() + "/" + score.skillId();
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> "answered";
            case Outcome.Refused refused -> "refused";
            case Outcome.Failed failed -> "failed";
            case Outcome.TimedOut timedOut -> "timed-out";
            case Outcome.OverBudget overBudget -> "over-budget";
        };
    }

    private static String text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> answered.text();
            case Outcome.Refused refused -> refused.code() + ": " + refused.message();
            case Outcome.Failed failed -> failed.code() + ": " + failed.message();
            case Outcome.TimedOut timedOut -> "after " + timedOut.afterMillis() + " ms";
            case Outcome.OverBudget overBudget -> "the limit of " + overBudget.limit() + " was reached";
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " ...";
    }
}
