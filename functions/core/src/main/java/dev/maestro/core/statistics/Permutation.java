package dev.maestro.core.statistics;

import java.util.SplittableRandom;

/**
 * Whether the mean of paired differences is other than 0: Fisher's randomisation test by sign flips, for scores that are
 * not just right or wrong.
 */
public final class Permutation {

    private static final int DRAWS = 10_000;

    private Permutation() {}

    /**
     * The probability of a mean at least as far from 0 if the sign of each difference were a coin toss, two-sided:
     * {@code (1 + flips as far or farther) / (1 + draws)} (Phipson and Smyth 2010), 10,000 draws.
     *
     * @param differences finite
     * @param seed the same seed gives the same result
     * @return above 0, at most 1; 1 when all differences are 0
     */
    public static double signFlip(double[] differences, long seed) {
        double[] real =
                java.util.Arrays.stream(differences).filter(each -> each != 0).toArray();
        if (real.length == 0) {
            return 1;
        }
        double observed = Math.abs(java.util.Arrays.stream(real).sum());
        double tolerance = 1e-12 * Math.max(1, observed);
        SplittableRandom random = new SplittableRandom(seed);
        int asFar = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            long bits = 0;
            for (int i = 0; i < real.length; i++) {
                bits = i % Long.SIZE == 0 ? random.nextLong() : bits >>> 1;
                sum += (bits & 1) == 0 ? real[i] : -real[i];
            }
            if (Math.abs(sum) >= observed - tolerance) {
                asFar++;
            }
        }
        return (1.0 + asFar) / (1.0 + DRAWS);
    }
}
