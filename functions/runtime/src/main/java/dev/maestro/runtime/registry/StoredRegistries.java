package dev.maestro.runtime.registry;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.RegistryDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Registries in the object store: a snapshot is an object by digest, and the object {@code registry/current} holds the
 * digest of the one that new episodes see. Reading that pointer anew for each episode is what makes a change visible
 * without a restart.
 */
public final class StoredRegistries implements Registries {

    /** Name of the object that points to the current snapshot. */
    public static final String POINTER = "registry/current";

    private final ObjectStore objects;
    private final Map<String, RegistrySnapshot> cache = new ConcurrentHashMap<>();

    /** Over this store. */
    public StoredRegistries(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public RegistrySnapshot current() {
        return pointed(POINTER)
                .orElseThrow(() -> new TerminalException(
                        "no-registry",
                        "The object store holds no registry. Publish one with `maestro registry use FILE`."));
    }

    @Override
    public RegistrySnapshot current(String tenant) {
        return pointed(pointer(tenant)).orElseGet(this::current);
    }

    private Optional<RegistrySnapshot> pointed(String pointer) {
        try {
            return new Pointer(objects, pointer).current().map(this::snapshot);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read which registry is current", e);
        }
    }

    /** Name of the object that points to a tenant's own snapshot; tenants have names of any characters. */
    private static String pointer(String tenant) {
        return "registry/tenants/" + HexFormat.of().formatHex(tenant.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public RegistrySnapshot snapshot(String digest) {
        RegistrySnapshot known = cache.get(digest);
        if (known != null) {
            return known;
        }
        try {
            byte[] bytes = objects.get(digest)
                    .orElseThrow(() -> new TerminalException(
                            "registry-lost",
                            "The registry snapshot " + digest
                                    + " is not in the object store. Was it deleted? Submit the task again."));
            RegistrySnapshot loaded =
                    new RegistrySnapshot(digest, Json.read(RegistryDocument.class, bytes, "malformed-registry"));
            cache.put(digest, loaded);
            return loaded;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the registry snapshot " + digest, e);
        }
    }

    /**
     * Makes a document the current registry.
     *
     * @param document valid; not checked here
     * @return the snapshot
     */
    public RegistrySnapshot publish(RegistryDocument document) throws IOException {
        String digest = objects.putContent(RegistryLoader.bytes(document));
        new Pointer(objects, POINTER).point(digest);
        return snapshot(digest);
    }

    /**
     * Publishes the registry that Maestro comes with, unless somebody chose another: into a store without a registry,
     * and, after an upgrade, in the place of an older shipped one.
     *
     * @param document valid; not checked here
     */
    public void publishShipped(RegistryDocument document) throws IOException {
        Pointer pointer = new Pointer(objects, POINTER);
        if (pointer.isUnchosen()) {
            pointer.pointToShipped(objects.putContent(RegistryLoader.bytes(document)));
        }
    }

    /** Whether nobody chose a registry: there is none, or it is one that Maestro came with. */
    public boolean servesShipped() throws IOException {
        return new Pointer(objects, POINTER).isUnchosen();
    }

    /**
     * Makes a document the registry of one tenant's new episodes.
     *
     * @param document valid; not checked here
     * @return the snapshot
     */
    public RegistrySnapshot publish(RegistryDocument document, String tenant) throws IOException {
        String digest = objects.putContent(RegistryLoader.bytes(document));
        new Pointer(objects, pointer(tenant)).point(digest);
        return snapshot(digest);
    }
}
