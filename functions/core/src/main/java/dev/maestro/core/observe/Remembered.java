package dev.maestro.core.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Keeps the newest results of a slow pure function. Thread-safe; two threads that ask for the same at once may both
 * compute it.
 */
public final class Remembered<K, V> {

    private final int capacity;
    private final Function<K, V> slow;
    private final Map<K, V> results;

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
        synchronized (results) {
            V known = results.get(key);
            if (known != null) {
                return known;
            }
        }
        V fresh = slow.apply(key);
        synchronized (results) {
            results.put(key, fresh);
            while (results.size() > capacity) {
                results.remove(results.keySet().iterator().next());
            }
        }
        return fresh;
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
