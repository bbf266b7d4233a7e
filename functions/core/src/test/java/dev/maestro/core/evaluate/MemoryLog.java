package dev.maestro.core.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A log in memory, on a disk that may be full. */
final class MemoryLog implements ItemLog {

    private final List<ItemResult> results = new ArrayList<>();
    int room = Integer.MAX_VALUE;

    @Override
    public synchronized void append(ItemResult result) throws IOException {
        if (results.size() >= room) {
            throw new IOException("No space left on device");
        }
        results.add(result);
    }

    @Override
    public synchronized void each(Consumer consumer) throws IOException {
        for (ItemResult result : results) {
            consumer.accept(result);
        }
    }

    synchronized List<ItemResult> results() {
        return List.copyOf(results);
    }
}
