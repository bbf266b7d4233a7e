package dev.maestro.core.train;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.registry.Digest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An object store in memory that dies before a chosen write. */
final class MemoryStore implements ObjectStore {

    final Map<String, byte[]> objects = new TreeMap<>();
    int writes;
    int dieAt = Integer.MAX_VALUE;

    private void write() throws IOException {
        writes++;
        if (writes == dieAt) {
            throw new IOException("killed before write " + writes);
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
