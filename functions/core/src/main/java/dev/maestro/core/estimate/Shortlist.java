package dev.maestro.core.estimate;

import java.util.Arrays;

/**
 * How many candidates a decision is made among. Up to {@value #ALL_UP_TO} pairs that an episode may use, it is all of them.
 * With more, the policy <em>is</em> one over a short list: pairs that are not on it have the probability 0, so that the
 * logged log-probability and log-sum-exp are those of what was sampled from, and the numbers of a candidate are relative to
 * those of the list. On it are
 *
 * <ul>
 *   <li>the {@value #BEST} that are best by {@link Near#ranks}: success, or what the best chain that they begin came to,
 *       at the 32 nearest calibration tasks, less the penalty of the pair's usual cost;
 *   <li>the {@value #ATTEMPTED} others of which attempts at tasks like this one brought most ({@code Recollection});
 *   <li>in a rollout to learn from, {@value #DRAWN} others that are drawn by a hash of the question, the picture and the
 *       steps so far: else a pair without calibration would never be attempted.
 * </ul>
 *
 * <p>All numbers of those on the list are the ones that they would have in an ordinary registry, but that only the
 * {@value Lookahead#FIRST} best of them have a realised value ({@link Lookahead}).
 */
public final class Shortlist {

    /** How many are on it for their own numbers. */
    public static final int BEST = 127;

    /** How many the attempts at other tasks speak for. */
    public static final int ATTEMPTED = 96;

    /** How many are drawn, in a rollout to learn from. */
    public static final int DRAWN = 32;

    /** So many candidates are all looked at. */
    static final int ALL_UP_TO = 256;

    private Shortlist() {}

    /**
     * The places of the largest numbers, the largest first, the first of equals first; those of negative infinity never.
     *
     * @param count how many at most
     */
    public static int[] largest(float[] numbers, int count) {
        int[] heap = new int[Math.min(count, numbers.length)];
        int size = 0;
        for (int k = 0; k < numbers.length; k++) {
            if (numbers[k] == Float.NEGATIVE_INFINITY) {
                continue;
            }
            if (size < heap.length) {
                heap[size] = k;
                up(heap, size++, numbers);
            } else if (size > 0 && numbers[k] > numbers[heap[0]]) {
                heap[0] = k;
                down(heap, size, numbers);
            }
        }
        int[] result = new int[size];
        while (size > 0) {
            result[--size] = heap[0];
            heap[0] = heap[size];
            down(heap, size, numbers);
        }
        return result;
    }

    /** Whether a place comes behind another. */
    private static boolean isWorse(int a, int b, float[] numbers) {
        return numbers[a] != numbers[b] ? numbers[a] < numbers[b] : a > b;
    }

    private static void up(int[] heap, int from, float[] numbers) {
        int child = from;
        while (child > 0 && isWorse(heap[child], heap[(child - 1) / 2], numbers)) {
            swap(heap, child, (child - 1) / 2);
            child = (child - 1) / 2;
        }
    }

    private static void down(int[] heap, int size, float[] numbers) {
        int parent = 0;
        while (true) {
            int worst = parent;
            for (int child = 2 * parent + 1; child <= 2 * parent + 2 && child < size; child++) {
                worst = isWorse(heap[child], heap[worst], numbers) ? child : worst;
            }
            if (worst == parent) {
                return;
            }
            swap(heap, parent, worst);
            parent = worst;
        }
    }

    private static void swap(int[] heap, int a, int b) {
        int held = heap[a];
        heap[a] = heap[b];
        heap[b] = held;
    }

    /** All of some, each once, in ascending order. */
    static int[] together(int[]... some) {
        return Arrays.stream(some)
                .flatMapToInt(Arrays::stream)
                .sorted()
                .distinct()
                .toArray();
    }
}
