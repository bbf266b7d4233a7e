package dev.maestro.core.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Interval of a mean by resampling: the 2.5 % and 97.5 % quantiles of the means of samples drawn from the values with
 * replacement (percentile bootstrap, Efron 1979). For the difference of two policies on the same tasks give the
 * differences by task. Too narrow below about 20 values.
 */
public final class Bootstrap {

    /** Enough for two digits of the ends. */
    public static final int RESAMPLES = 4000;

    private static final double TAIL = 0.025;

    private Bootstrap() {}

    /**
     * The interval.
     *
     * @param values finite, at least one
     * @param seed the same seed gives the same interval
     * @throws IllegalArgumentException without a value
     */
    public static Interval mean(double[] values, long seed) {
        if (values.length == 0) {
            throw new IllegalArgumentException("there is no mean of no values");
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            means[r] = sum / values.length;
        }
        Arrays.sort(means);
        return new Interval(means[(int) (TAIL * RESAMPLES)], means[(int) Math.ceil((1 - TAIL) * RESAMPLES) - 1]);
    }
}
