package dev.maestro.schema.wire;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an episode; travels whole in every event.
 *
 * @param episodeId hash of taskId and rollout
 * @param rollout which attempt at the task, from 0
 * @param attempt 0, and one more after each replay of a dead letter
 * @param task what is asked
 * @param registryDigest the registry snapshot that this episode sees
 * @param policyId the policy that decides
 * @param policyVersion pinned for the whole episode
 * @param budget what it may spend
 * @param costWeight lambda of {@link Settings#costWeight}
 * @param experts only these ids; empty for all
 * @param skills only these ids; empty for all
 * @param seed of everything random in this episode
 * @param startedAt when {@code task} started it
 * @param deadline absolute, UTC
 * @param usage spent so far, policy included
 * @param steps in order; the last may wait for its invocations
 * @param ablation parts of the method that its run does without, or null for none
 * @param extra fields of a newer schema version
 */
public record EpisodeState(
        String episodeId,
        int rollout,
        int attempt,
        Task task,
        String registryDigest,
        String policyId,
        String policyVersion,
        Budget budget,
        double costWeight,
        List<String> experts,
        List<String> skills,
        long seed,
        Instant startedAt,
        Instant deadline,
        Usage usage,
        List<Step> steps,
        @Nullable Ablation ablation,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extra) {

    public EpisodeState {
        Checks.notBlank(episodeId, "episodeId");
        Checks.notBlank(registryDigest, "registryDigest");
        Checks.notBlank(policyId, "policyId");
        Checks.notBlank(policyVersion, "policyVersion");
        Checks.notNegative(rollout, "rollout");
        Checks.notNegative(attempt, "attempt");
        experts = Checks.copy(experts);
        skills = Checks.copy(skills);
        steps = Checks.copy(steps);
        extra = Checks.copy(extra);
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).stepIndex() != i) {
                throw new IllegalArgumentException("step " + i + " of episode " + episodeId + " has index "
                        + steps.get(i).stepIndex());
            }
        }
    }

    /** A state of a run that does without nothing. */
    public EpisodeState(
            String episodeId,
            int rollout,
            int attempt,
            Task task,
            String registryDigest,
            String policyId,
            String policyVersion,
            Budget budget,
            double costWeight,
            List<String> experts,
            List<String> skills,
            long seed,
            Instant startedAt,
            Instant deadline,
            Usage usage,
            List<Step> steps,
            Map<String, Object> extra) {
        this(
                episodeId,
                rollout,
                attempt,
                task,
                registryDigest,
                policyId,
                policyVersion,
                budget,
                costWeight,
                experts,
                skills,
                seed,
                startedAt,
                deadline,
                usage,
                steps,
                null,
                extra);
    }

    /** This state with other steps and usage; all else untouched. */
    public EpisodeState with(List<Step> newSteps, Usage newUsage) {
        return changed(attempt, startedAt, deadline, newUsage, newSteps);
    }

    /** This state as a new attempt, without its steps. */
    public EpisodeState withAttempt(int newAttempt, Instant newStart, Instant newDeadline) {
        return changed(newAttempt, newStart, newDeadline, Usage.NONE, List.of());
    }

    private EpisodeState changed(
            int newAttempt, Instant newStart, Instant newDeadline, Usage newUsage, List<Step> newSteps) {
        return new EpisodeState(
                episodeId,
                rollout,
                newAttempt,
                task,
                registryDigest,
                policyId,
                policyVersion,
                budget,
                costWeight,
                experts,
                skills,
                seed,
                newStart,
                newDeadline,
                newUsage,
                newSteps,
                ablation,
                extra);
    }

    /** Index of the last step, or of the first one before there is any. */
    public int lastStepIndex() {
        return Math.max(0, steps.size() - 1);
    }
}
