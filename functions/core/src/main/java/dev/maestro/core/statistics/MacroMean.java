package dev.maestro.core.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The mean of the means of several sets, each counted alike whatever its size, with its sampling distribution. */
public final class MacroMean {

    private final double mean;
    private final double[] resampled;

    private MacroMean(double mean, double[] resampled) {
        this.mean = mean;
        this.resampled = resampled;
    }

    /**
     * The mean, and means of samples drawn with replacement within each set (stratified percentile bootstrap).
     *
     * @param sets shape [sets][values], each with at least one value, finite; at least one set
     * @param seed the same seed gives the same samples
     * @throws IllegalArgumentException without a set or with an empty one
     */
    public static MacroMean of(List<double[]> sets, long seed) {
        if (sets.isEmpty() || sets.stream().anyMatch(set -> set.length == 0)) {
            throw new IllegalArgumentException("there is no mean of no values");
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] resampled = new double[Bootstrap.RESAMPLES];
        for (int r = 0; r < resampled.length; r++) {
            double sum = 0;
            for (double[] set : sets) {
                double inSet = 0;
                for (int i = 0; i < set.length; i++) {
                    inSet += set[random.nextInt(set.length)];
                }
                sum += inSet / set.length;
            }
            resampled[r] = sum / sets.size();
        }
        Arrays.sort(resampled);
        double mean = sets.stream()
                .mapToDouble(set -> Arrays.stream(set).average().orElseThrow())
                .average()
                .orElseThrow();
        return new MacroMean(mean, resampled);
    }

    /** Of the values themselves. */
    public double mean() {
        return mean;
    }

    /** Of 95 %. */
    public Interval interval95() {
        return new Interval(lowerBound(0.975), resampled[(int) Math.ceil(0.975 * resampled.length) - 1]);
    }

    /**
     * What the mean is above, one-sided.
     *
     * @param confidence above 0.5, below 1
     */
    public double lowerBound(double confidence) {
        return resampled[(int) ((1 - confidence) * resampled.length)];
    }
}
