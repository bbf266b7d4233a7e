package dev.maestro.task;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.registry.RegistryException;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.runtime.registry.StoredRegistries;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.RegistryChanged;
import dev.maestro.schema.event.RegistryExtended;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** Lays what events bring over the current registry, one after the other. Thread-safe. */
final class RegistryChanges {

    private final StoredRegistries registries;
    private final InstantSource clock;

    RegistryChanges(StoredRegistries registries, InstantSource clock) {
        this.registries = registries;
        this.clock = clock;
    }

    /**
     * Makes the extended registry the current one.
     *
     * @return what changed; empty when the registry is as the event wants it already
     * @throws TerminalException {@code malformed-registry} with every problem; the registry stays as it is
     */
    synchronized List<Event> extend(RegistryExtended event) throws IOException {
        RegistrySnapshot before = registries.current();
        RegistryLoader.Loaded extended;
        try {
            extended = RegistryLoader.extend(
                    before.document(), "event " + event.changeId(), RegistryLoader.bytes(event.overlay()));
        } catch (RegistryException e) {
            throw new TerminalException("malformed-registry", "The registry was not changed:\n" + e.getMessage());
        }
        String digest = registries.publish(extended.document()).digest();
        return digest.equals(before.digest())
                ? List.of()
                : List.of(new RegistryChanged(event.changeId(), digest, before.digest(), clock.instant()));
    }
}
