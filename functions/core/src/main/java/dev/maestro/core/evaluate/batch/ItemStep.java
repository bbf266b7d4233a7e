package dev.maestro.core.evaluate.batch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of an episode, as the report shows it.
 *
 * @param step index of the step, from 0
 * @param pair {@code expert/skill}
 * @param outcome {@code answered}, {@code refused}, {@code failed}, {@code timed-out} or {@code over-budget}
 * @param text what was observed, at most 600 characters; or why there is nothing
 * @param latencyMillis wall time of the call
 * @param cpuMillis CPU time of the call
 * @param costMicroUsd its price
 * @param probability that the policy gave to what it chose, 0 to 1; null when it does not score
 * @param predicted success that the policy expected of what it chose, 0 to 1; null when it expects nothing in numbers
 * @param rivals what it scored next best, best first, at most three
 */
public record ItemStep(
        int step,
        String pair,
        String outcome,
        String text,
        double latencyMillis,
        double cpuMillis,
        double costMicroUsd,
        @Nullable Double probability,
        @Nullable Double predicted,
        List<String> rivals) {

    public ItemStep {
        rivals = List.copyOf(rivals);
    }
}
