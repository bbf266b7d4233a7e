package dev.maestro.schema.event;

import dev.maestro.schema.wire.Purpose;
import java.time.Instant;

/**
 * Another registry is current: episodes that start from now on see it.
 *
 * @param changeId of the {@link RegistryExtended} that led to it
 * @param digest of the snapshot that is current now
 * @param previousDigest of the one before
 * @param changedAt when
 */
public record RegistryChanged(String changeId, String digest, String previousDigest, Instant changedAt)
        implements Event {

    @Override
    public String eventId() {
        return EventIds.of(changeId, "registry-changed");
    }

    @Override
    public String key() {
        return RegistryExtended.KEY;
    }

    @Override
    public Purpose purpose() {
        return Purpose.SERVE;
    }
}
