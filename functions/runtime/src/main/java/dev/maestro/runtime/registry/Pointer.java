package dev.maestro.runtime.registry;

import dev.maestro.core.episode.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Which content is current, by digest; and which content that Maestro came with was made current last. As long as both
 * are the same nobody chose anything, and an upgrade may bring its own.
 *
 * @param name of the object that holds the current digest; beside it stands {@code NAME-shipped}
 */
record Pointer(ObjectStore objects, String name) {

    /** The digest of what is current. */
    Optional<String> current() throws IOException {
        return read(name);
    }

    /** Makes content current. */
    void point(String digest) throws IOException {
        write(name, digest);
    }

    /** Makes content current that Maestro came with. */
    void pointToShipped(String digest) throws IOException {
        point(digest);
        write(shipped(), digest);
    }

    /** Whether nothing is current, or what Maestro came with. */
    boolean isUnchosen() throws IOException {
        Optional<String> current = current();
        return current.isEmpty() || current.equals(read(shipped()));
    }

    private String shipped() {
        return name + "-shipped";
    }

    private Optional<String> read(String object) throws IOException {
        return objects.get(object).map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
    }

    private void write(String object, String digest) throws IOException {
        objects.put(object, digest.getBytes(StandardCharsets.UTF_8));
    }
}
