package dev.maestro.schema.event;

import java.util.List;

/**
 * Rollouts of one task that are learned from together.
 *
 * @param taskId whose rollouts
 * @param policyVersion that chose
 * @param episodeIds by rollout
 */
public record TrainingGroup(String taskId, long policyVersion, List<String> episodeIds) {

    public TrainingGroup {
        episodeIds = episodeIds == null ? List.of() : List.copyOf(episodeIds);
    }
}
