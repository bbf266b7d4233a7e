package dev.maestro.local.demo;

import dev.maestro.schema.event.RewardAssigned;
import org.jspecify.annotations.Nullable;

/**
 * What came of one task.
 *
 * @param taskId which task
 * @param family of the task
 * @param condition of its picture
 * @param reward null when the task was lost
 * @param latencyMillis from submission to reward, as the client saw it
 */
public record TaskResult(
        String taskId,
        String family,
        String condition,
        @Nullable RewardAssigned reward,
        double latencyMillis) {

    /** How right the answer was, 0 to 1. */
    double score() {
        return reward == null ? 0 : reward.reward().answer();
    }

    boolean isCorrect() {
        return score() >= 1;
    }

    double cpuMillis() {
        return reward == null ? 0 : reward.state().usage().cpuMillis();
    }

    double costMicroUsd() {
        return reward == null ? 0 : reward.state().usage().costMicroUsd();
    }
}
