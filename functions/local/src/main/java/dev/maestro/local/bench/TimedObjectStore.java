package dev.maestro.local.bench;

import dev.maestro.core.episode.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Times what a hop spends on the journal: looking for its entry and writing it. */
final class TimedObjectStore implements ObjectStore {

    private final ObjectStore store;
    private final Queue<Long> lookUps = new ConcurrentLinkedQueue<>();
    private final Queue<Long> writes = new ConcurrentLinkedQueue<>();

    TimedObjectStore(ObjectStore store) {
        this.store = store;
    }

    /** Median of a look-up and a write together, in milliseconds, since the last time this was asked. */
    double takeMillis() {
        return median(lookUps) + median(writes);
    }

    @Override
    public String putContent(byte[] bytes) throws IOException {
        return store.putContent(bytes);
    }

    @Override
    public boolean putIfAbsent(String name, byte[] bytes) throws IOException {
        long start = System.nanoTime();
        boolean stored = store.putIfAbsent(name, bytes);
        writes.add(System.nanoTime() - start);
        return stored;
    }

    @Override
    public void put(String name, byte[] bytes) throws IOException {
        store.put(name, bytes);
    }

    @Override
    public Optional<byte[]> get(String name) throws IOException {
        long start = System.nanoTime();
        Optional<byte[]> found = store.get(name);
        lookUps.add(System.nanoTime() - start);
        return found;
    }

    private static double median(Queue<Long> nanos) {
        List<Long> taken = new ArrayList<>();
        for (Long one = nanos.poll(); one != null; one = nanos.poll()) {
            taken.add(one);
        }
        return Percentiles.ofNanos(taken).p50();
    }
}
