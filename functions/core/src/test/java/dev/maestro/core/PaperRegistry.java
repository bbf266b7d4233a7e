package dev.maestro.core;

import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.RegistryDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The registries of the paper, as they are shipped. */
public final class PaperRegistry {

    private PaperRegistry() {}

    public static byte[] bytes(String resource) {
        try (InputStream stream = RegistryDocument.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("there is no " + resource);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Seven experts, the five skills of the in-domain prompt, and the plain call. */
    public static RegistrySnapshot base() {
        return RegistryLoader.load("maestro-paper.yaml", bytes(RegistryLoader.PAPER))
                .snapshot();
    }

    /** With the overlay: all skills. */
    public static RegistrySnapshot extended() {
        return RegistryLoader.extend(
                        base().document(), "maestro-paper-extended.yaml", bytes(RegistryLoader.PAPER_EXTENDED))
                .snapshot();
    }
}
