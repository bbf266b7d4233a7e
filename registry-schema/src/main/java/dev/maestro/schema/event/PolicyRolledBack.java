package dev.maestro.schema.event;

import java.time.Instant;

/**
 * A version no longer decides; the one before it does again.
 *
 * @param policyId which policy
 * @param version that no longer decides
 * @param restoredVersion that decides again
 * @param reason for people
 * @param rolledBackAt when
 */
public record PolicyRolledBack(String policyId, long version, long restoredVersion, String reason, Instant rolledBackAt)
        implements PolicyEvent {

    @Override
    public String eventId() {
        return EventIds.of(policyId + "/" + version, "policy-rolled-back-" + rolledBackAt.toEpochMilli());
    }
}
