package dev.maestro.core.evaluate;

import dev.maestro.core.evaluate.batch.ItemLog;
import dev.maestro.core.evaluate.batch.ItemResult;
import java.io.IOException;
import java.time.Instant;
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

    /** Adds what came of {@code item-<id>}, with the question {@code ?}. */
    void add(String policy, String set, int id, double score, String outcome) throws IOException {
        append(new ItemResult(
                policy,
                set,
                id % 2 == 0 ? "even" : "odd",
                "item-" + id,
                "math",
                "?",
                set.equals("choices") ? List.of("one", "two", "three", "four") : List.of(),
                List.of(),
                id % 4 == 0 ? "42" : "no. " + id,
                "text",
                score == 0 || score == 1 ? "exact" : "anls",
                "x",
                score,
                score >= 1,
                outcome,
                null,
                List.of("reader/read", "solver/compute"),
                List.of(),
                10,
                10,
                20,
                100 + id,
                90,
                99,
                "1",
                "t-" + id,
                "e-" + id,
                Instant.EPOCH));
    }

    synchronized List<ItemResult> results() {
        return List.copyOf(results);
    }
}
