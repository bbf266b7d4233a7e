package dev.maestro.schema.wire;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.List;
import java.util.Map;

/**
 * What a policy decided at one step.
 *
 * @param action what it chose
 * @param policyId which policy
 * @param policyVersion which version of it
 * @param logProbability of the action under that version, 0 when it could not have chosen otherwise
 * @param scores the 16 best candidates, best first; empty for a policy that does not score
 * @param logSumExp over all candidates' scores, so that probabilities can be had from the 16
 * @param latencyMillis wall time of the policy call
 * @param usage tokens and cost of the policy call
 * @param extra features or token ids, and fields of a newer schema version
 */
public record Decision(
        Action action,
        String policyId,
        String policyVersion,
        double logProbability,
        List<CandidateScore> scores,
        double logSumExp,
        double latencyMillis,
        Usage usage,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extra) {

    /** How many scores a decision keeps. */
    public static final int KEPT_SCORES = 16;

    public Decision {
        scores = Checks.copy(scores);
        extra = Checks.copy(extra);
        if (scores.size() > KEPT_SCORES) {
            throw new IllegalArgumentException("at most " + KEPT_SCORES + " scores, were " + scores.size());
        }
    }

    /** A decision that was certain and cost nothing. */
    public static Decision certain(Action action, String policyId, String policyVersion) {
        return new Decision(action, policyId, policyVersion, 0, List.of(), 0, 0, Usage.NONE, Map.of());
    }
}
