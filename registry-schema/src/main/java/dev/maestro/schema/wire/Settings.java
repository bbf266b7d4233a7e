package dev.maestro.schema.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request may choose about its episodes. Null means the default.
 *
 * @param policyId policy to use
 * @param policyVersion version of it
 * @param rollouts episodes of this task, G in the paper; at least 1
 * @param seed of everything random in the episodes
 * @param costWeight how much a CPU-second or its worth in money weighs against being right (lambda), 0 or more
 * @param experts only these ids; empty for all
 * @param skills only these ids; empty for all
 * @param budget null for the default
 * @param ablation parts of the method to do without; null for none
 */
public record Settings(
        @Nullable String policyId,
        @Nullable String policyVersion,
        @Nullable Integer rollouts,
        @Nullable Long seed,
        @Nullable Double costWeight,
        List<String> experts,
        List<String> skills,
        @Nullable Budget budget,
        @Nullable Ablation ablation) {

    /** All defaults. */
    public static final Settings DEFAULT = new Settings(null, null, null, null, null, List.of(), List.of(), null);

    public Settings {
        experts = Checks.copy(experts);
        skills = Checks.copy(skills);
        if (rollouts != null && rollouts < 1) {
            throw new IllegalArgumentException("rollouts must be 1 or more, was " + rollouts);
        }
        if (costWeight != null) {
            Checks.notNegative(costWeight, "costWeight");
        }
    }

    /** Settings of a run that does without nothing. */
    public Settings(
            @Nullable String policyId,
            @Nullable String policyVersion,
            @Nullable Integer rollouts,
            @Nullable Long seed,
            @Nullable Double costWeight,
            List<String> experts,
            List<String> skills,
            @Nullable Budget budget) {
        this(policyId, policyVersion, rollouts, seed, costWeight, experts, skills, budget, null);
    }

    /** These settings under an ablation. */
    public Settings with(@Nullable Ablation newAblation) {
        return new Settings(policyId, policyVersion, rollouts, seed, costWeight, experts, skills, budget, newAblation);
    }
}
