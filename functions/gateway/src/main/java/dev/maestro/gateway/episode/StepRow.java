package dev.maestro.gateway.episode;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Step;
import dev.maestro.schema.wire.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table of an episode: a call, or a decision without one.
 *
 * @param stepIndex from 0
 * @param action {@code invoke}, {@code answer} or {@code malformed}
 * @param expertId whom the call went to
 * @param skillId what it was to do
 * @param query what was asked; the answer for {@code answer}
 * @param outcome {@code answered, refused, failed, timed-out, over-budget}, or {@code waiting}
 * @param observation what came back, or why nothing did
 * @param latencyMillis of the call, or of the decision
 * @param costMicroUsd of the call, or of the decision
 * @param cpuMillis of the call, or of the decision
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepRow(
        int stepIndex,
        String action,
        @Nullable String expertId,
        @Nullable String skillId,
        @Nullable String query,
        @Nullable String outcome,
        @Nullable String observation,
        double latencyMillis,
        double costMicroUsd,
        double cpuMillis) {

    static List<StepRow> of(EpisodeState state) {
        List<StepRow> rows = new ArrayList<>();
        for (Step step : state.steps()) {
            rows.addAll(rows(step));
        }
        return List.copyOf(rows);
    }

    private static List<StepRow> rows(Step step) {
        return switch (step.decision().action()) {
            case Action.Answer answer -> List.of(decision(step, "answer", answer.text()));
            case Action.Malformed malformed -> List.of(decision(step, "malformed", malformed.text()));
            case Action.Invoke invoke ->
                step.invocations().isEmpty()
                        ? invoke.calls().stream()
                                .map(call -> waiting(step, call))
                                .toList()
                        : step.invocations().stream()
                                .map(done -> done(step, done))
                                .toList();
        };
    }

    private static StepRow decision(Step step, String action, String text) {
        Usage usage = step.decision().usage();
        return new StepRow(
                step.stepIndex(),
                action,
                null,
                null,
                text,
                null,
                null,
                step.decision().latencyMillis(),
                usage.costMicroUsd(),
                usage.cpuMillis());
    }

    private static StepRow waiting(Step step, Call call) {
        return new StepRow(
                step.stepIndex(), "invoke", call.expertId(), call.skillId(), call.query(), "waiting", null, 0, 0, 0);
    }

    private static StepRow done(Step step, Invocation done) {
        Call call = done.call();
        String observation =
                switch (done.outcome()) {
                    case Outcome.Answered answered -> answered.text();
                    case Outcome.Refused refused -> refused.message();
                    case Outcome.Failed failed -> failed.message();
                    case Outcome.TimedOut timedOut -> "no reply within " + timedOut.afterMillis() + " ms";
                    case Outcome.OverBudget overBudget -> "did not fit the limit of " + overBudget.limit();
                };
        return new StepRow(
                step.stepIndex(),
                "invoke",
                call.expertId(),
                call.skillId(),
                call.query(),
                done.outcome().word(),
                observation,
                done.latencyMillis(),
                done.usage().costMicroUsd(),
                done.usage().cpuMillis());
    }
}
