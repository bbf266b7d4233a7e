package dev.maestro.gateway;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.registry.Digest;
import dev.maestro.runtime.store.ObjectNames;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Objects in memory; can be full. */
@Alternative
@Priority(1)
@ApplicationScoped
public class InMemoryObjectStore implements ObjectStore {

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private volatile boolean full;

    public void clear() {
        objects.clear();
    }

    void full(boolean isFull) {
        full = isFull;
    }

    @Override
    public String putContent(byte[] bytes) throws IOException {
        check();
        String digest = Digest.of(bytes);
        objects.put(digest, bytes);
        return digest;
    }

    @Override
    public boolean putIfAbsent(String name, byte[] bytes) throws IOException {
        check();
        return objects.putIfAbsent(ObjectNames.required(name), bytes) == null;
    }

    @Override
    public void put(String name, byte[] bytes) throws IOException {
        check();
        objects.put(ObjectNames.required(name), bytes);
    }

    @Override
    public Optional<byte[]> get(String name) {
        if (name.startsWith(Digest.PREFIX)) {
            ObjectNames.contentPath(name);
        } else {
            ObjectNames.required(name);
        }
        return Optional.ofNullable(objects.get(name));
    }

    private void check() throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
    }
}
