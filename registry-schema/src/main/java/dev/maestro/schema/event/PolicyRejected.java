package dev.maestro.schema.event;

import java.time.Instant;

/**
 * A version was compared with the one that decides and does not take its place.
 *
 * @param policyId which policy
 * @param version that was rejected
 * @param servingVersion that stays
 * @param reason for people
 * @param tasks that both versions were compared on
 * @param gain mean reward more than the serving version's
 * @param p of the paired test
 * @param rejectedAt when
 */
public record PolicyRejected(
        String policyId,
        long version,
        long servingVersion,
        String reason,
        int tasks,
        double gain,
        double p,
        Instant rejectedAt)
        implements PolicyEvent {

    @Override
    public String eventId() {
        return EventIds.of(policyId + "/" + version, "policy-rejected-" + rejectedAt.toEpochMilli());
    }
}
