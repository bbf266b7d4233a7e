package dev.maestro.schema.event;

import java.time.Instant;

/**
 * An update made a new version of a policy.
 *
 * @param policyId which policy
 * @param version that was made
 * @param checkpoint digest of it
 * @param weightsSha256 of the weights as they are served
 * @param trajectories learned from
 * @param meanReward of them
 * @param entropy mean of the policy's, in nats
 * @param meanStaleness versions that they were behind
 * @param clipped share of decisions whose ratio was clipped
 * @param trainedAt when
 */
public record PolicyTrained(
        String policyId,
        long version,
        String checkpoint,
        String weightsSha256,
        int trajectories,
        double meanReward,
        double entropy,
        double meanStaleness,
        double clipped,
        Instant trainedAt)
        implements PolicyEvent {

    @Override
    public String eventId() {
        return EventIds.of(policyId + "/" + version, "policy-trained");
    }
}
