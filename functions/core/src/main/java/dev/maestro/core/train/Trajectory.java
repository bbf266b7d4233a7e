package dev.maestro.core.train;

import dev.maestro.core.experience.Attempt;
import dev.maestro.schema.wire.DataSource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ended episode as the learner sees it.
 *
 * @param episodeId which
 * @param attempt the highest counts
 * @param taskId whose group it belongs to
 * @param rollout place in the group
 * @param registryDigest the registry that it ran under
 * @param policyId that decided
 * @param version of the policy, a number
 * @param broken true when infrastructure ended it: it is counted, and never learned from
 * @param reward total; 0 when broken
 * @param decisions in order; those with a single candidate teach nothing and are left out
 * @param attempts what it says of the pairs that it called
 * @param rewardedAt event time
 * @param source the set that its task is of; null for one of no set
 */
public record Trajectory(
        String episodeId,
        int attempt,
        String taskId,
        int rollout,
        String registryDigest,
        String policyId,
        long version,
        boolean broken,
        double reward,
        List<Choice> decisions,
        List<Attempt> attempts,
        Instant rewardedAt,
        @Nullable DataSource source) {

    public Trajectory {
        decisions = List.copyOf(decisions);
        attempts = List.copyOf(attempts);
        if (!Double.isFinite(reward)) {
            throw new IllegalArgumentException("the reward of episode " + episodeId + " is " + reward);
        }
    }

    /** This trajectory as one that is counted, and never learned from. */
    Trajectory asBroken() {
        return new Trajectory(
                episodeId,
                attempt,
                taskId,
                rollout,
                registryDigest,
                policyId,
                version,
                true,
                0,
                List.of(),
                List.of(),
                rewardedAt,
                source);
    }

    /**
     * One choice.
     *
     * @param features as recorded, see {@link dev.maestro.core.decide.RecordedFeatures}
     * @param chosen index of the candidate
     * @param logProbability of it under the version that chose
     * @param forced whether exploration chose it
     */
    public record Choice(String features, int chosen, double logProbability, boolean forced) {}
}
