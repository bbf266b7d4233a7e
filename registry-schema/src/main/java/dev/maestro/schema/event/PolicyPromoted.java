package dev.maestro.schema.event;

import java.time.Instant;

/**
 * A version decides from now on, for all episodes or a share of them.
 *
 * @param policyId which policy
 * @param version that decides
 * @param previousVersion that decided before, and decides the rest
 * @param share of the tasks, above 0; 1 for all
 * @param reason for people
 * @param tasks that both versions were compared on
 * @param gain mean reward more than the previous version's
 * @param p of the paired test
 * @param promotedAt when
 */
public record PolicyPromoted(
        String policyId,
        long version,
        long previousVersion,
        double share,
        String reason,
        int tasks,
        double gain,
        double p,
        Instant promotedAt)
        implements PolicyEvent {

    @Override
    public String eventId() {
        return EventIds.of(policyId + "/" + version, "policy-promoted-" + promotedAt.toEpochMilli());
    }
}
