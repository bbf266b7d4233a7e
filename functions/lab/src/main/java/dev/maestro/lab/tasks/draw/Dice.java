package dev.maestro.lab.tasks.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Seeded choices. Uses only those methods of {@link Random} whose algorithm its specification fixes, so a seed gives the
 * same choices on every Java. Not for use by several threads.
 */
public final class Dice {

    private final Random random;

    /** Dice for a seed; equal seeds, equal throws. */
    public Dice(long seed) {
        this.random = new Random(seed);
    }

    /**
     * A well-mixed seed from several numbers (SplitMix64 finaliser over each).
     *
     * @param parts at least one; order counts
     */
    public static long mix(long... parts) {
        long state = 0x9E3779B97F4A7C15L;
        for (long part : parts) {
            state += part + 0x9E3779B97F4A7C15L;
            state = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
            state = (state ^ (state >>> 27)) * 0x94D049BB133111EBL;
            state ^= state >>> 31;
        }
        return state;
    }

    /** An integer from low to high, both included. */
    public int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** A number from low to high. */
    public double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** True with the given probability. */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** One of the values. */
    public <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /**
     * Several different places of the list, in random order.
     *
     * @param count at most the size of the list
     */
    public <T> List<T> some(List<T> values, int count) {
        return List.copyOf(shuffled(values).subList(0, count));
    }

    /** The values in random order. */
    public <T> List<T> shuffled(List<T> values) {
        List<T> copy = new ArrayList<>(values);
        for (int i = copy.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            T kept = copy.get(i);
            copy.set(i, copy.get(other));
            copy.set(other, kept);
        }
        return List.copyOf(copy);
    }

    /** A string of the given length over an alphabet. */
    public String word(String alphabet, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.toString();
    }
}
