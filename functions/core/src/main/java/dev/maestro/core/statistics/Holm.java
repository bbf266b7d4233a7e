package dev.maestro.core.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Correction for several tests at once, by Holm's step-down method (Holm 1979): the chance that any true null hypothesis
 * is rejected stays below the significance, whatever the tests have to do with each other.
 */
public final class Holm {

    private Holm() {}

    /**
     * Adjusted probabilities: {@code max over the smaller or equal ones of (m - rank) * p}, at most 1.
     *
     * @param p shape [m], each 0 to 1
     * @return shape [m], in the order of {@code p}; compare them with the significance
     */
    public static double[] adjusted(double[] p) {
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] result = new double[p.length];
        double highest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            highest = Math.max(highest, Math.min(1, (p.length - rank) * p[order[rank]]));
            result[order[rank]] = highest;
        }
        return result;
    }
}
