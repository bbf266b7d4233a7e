package dev.maestro.core.train;

import dev.maestro.core.decide.RecordedFeatures;
import dev.maestro.core.estimate.Penalty;
import dev.maestro.core.experience.Attempt;
import dev.maestro.core.experience.TaskPoint;
import dev.maestro.core.observe.History;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Step;
import dev.maestro.schema.wire.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * What an ended episode says of the pairs that it called: each choice with the score of the answer, less the penalties of
 * the calls after it. A choice before one that exploration forced says nothing: what came was not what the policy would
 * have made of it.
 */
final class Lessons {

    private Lessons() {}

    /**
     * The attempts of a scored episode, the last choice first; none when it does not say where its task lies.
     *
     * @throws IllegalArgumentException when that cannot be read
     */
    static List<Attempt> of(RewardAssigned event) {
        EpisodeState state = event.state();
        List<Step> steps = state.steps();
        if (steps.isEmpty()
                || !(steps.getFirst().decision().extra().get(RecordedFeatures.TASK) instanceof String text)
                || text.isEmpty()) {
            return List.of();
        }
        TaskPoint task = TaskPoint.read(text);
        List<Attempt> attempts = new ArrayList<>();
        double outcome = event.reward().answer();
        boolean isForced = false;
        for (int i = steps.size() - 1; i >= 0 && !isForced; i--) {
            Step step = steps.get(i);
            double millis = millis(step);
            Attempt.Situation situation =
                    Attempt.Situation.of(History.of(state.with(steps.subList(0, i), state.usage())));
            if (step.decision().action() instanceof Action.Answer
                    && !situation.last().isEmpty()) {
                attempts.add(new Attempt(task, situation, Attempt.ANSWER, (float) outcome, 0));
            } else if (step.decision().action() instanceof Action.Invoke invoke
                    && invoke.calls().size() == 1) {
                String pair = invoke.calls().getFirst().expertId() + "/"
                        + invoke.calls().getFirst().skillId();
                attempts.add(new Attempt(task, situation, pair, (float) outcome, (float) StrictMath.log(millis)));
                outcome -= Penalty.of(state.costWeight(), millis);
            }
            isForced = Boolean.TRUE.equals(step.decision().extra().get(RecordedFeatures.FORCED));
        }
        return List.copyOf(attempts);
    }

    /** As the calibration counts it: CPU milliseconds or what the money would buy, from 0.1 on. */
    private static double millis(Step step) {
        Usage sum = step.invocations().stream()
                .map(invocation -> invocation.usage())
                .reduce(Usage.NONE, Usage::plus);
        return Math.max(0.1, Penalty.costMillis(sum));
    }
}
