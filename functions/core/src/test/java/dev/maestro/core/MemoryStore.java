package dev.maestro.core;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.registry.Digest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An object store in memory that dies before a chosen write. Thread-safe. */
public final class MemoryStore implements ObjectStore {

    public final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final AtomicInteger writes = new AtomicInteger();
    public volatile int dieAt = Integer.MAX_VALUE;

    /** How many writes were tried. */
    public int writes() {
        return writes.get();
    }

    private void write() throws IOException {
        int number = writes.incrementAndGet();
        if (number == dieAt) {
            throw new IOException("killed before write " + number);
        }
    }

    @Override
    public String putContent(byte[] bytes) throws IOException {
        write();
        String digest = Digest.of(bytes);
        objects.put(digest, bytes);
        return digest;
    }

    @Override
    public boolean putIfAbsent(String name, byte[] bytes) throws IOException {
        write();
        return objects.putIfAbsent(name, bytes) == null;
    }

    @Override
    public void put(String name, byte[] bytes) throws IOException {
        write();
        objects.put(name, bytes);
    }

    @Override
    public Optional<byte[]> get(String name) {
        return Optional.ofNullable(objects.get(name));
    }
}
