package dev.maestro.core.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest results of a slow pure function. Thread-safe; who asks for what another thread is computing waits for
 * that result. A failure is not kept: each that asks computes again, and fails by itself.
 */
public final class Remembered<K, V> {

    private final int capacity;
    private final Function<K, V> slow;
    private final Map<K, CompletableFuture<V>> results;

    /**
     * Makes one.
     *
     * @param capacity how many results are kept, at least 1
     * @param slow gives the same result for the same argument, never null
     */
    public Remembered(int capacity, Function<K, V> slow) {
        this.capacity = capacity;
        this.slow = slow;
        this.results = new LinkedHashMap<>(16, 0.75f, true);
    }

    /** The result, remembered or new. */
    public V get(K key) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        @Nullable CompletableFuture<V> known;
        synchronized (results) {
            known = results.get(key);
            if (known == null) {
                results.put(key, mine);
                forgetOldest();
            }
        }
        return known == null ? compute(key, mine) : await(key, known);
    }

    private V compute(K key, CompletableFuture<V> mine) {
        try {
            V fresh = slow.apply(key);
            mine.complete(fresh);
            return fresh;
        } catch (Throwable e) {
            synchronized (results) {
                results.remove(key, mine);
            }
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private V await(K key, CompletableFuture<V> known) {
        try {
            return known.join();
        } catch (CompletionException e) {
            return get(key);
        }
    }

    private void forgetOldest() {
        while (results.size() > capacity) {
            results.remove(results.keySet().iterator().next());
        }
    }

    /** An encoder that remembers the newest texts. */
    public static TextEncoder encoder(TextEncoder slow, int capacity) {
        return new Remembered<>(capacity, slow::encode)::get;
    }

    /** Statistics that remember the newest pictures. */
    public static PictureStatistics statistics(PictureStatistics slow, int capacity) {
        return new Remembered<>(capacity, slow::of)::get;
    }
}
