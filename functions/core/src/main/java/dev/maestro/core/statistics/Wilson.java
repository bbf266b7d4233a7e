package dev.maestro.core.statistics;

/**
 * Interval of a proportion: Wilson's score interval without continuity correction,
 * {@code (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)} with z = 1.959964. Unlike p +- 2 SE it stays
 * within 0 and 1 and keeps its coverage for few trials and for rates near the ends (Wilson 1927).
 */
public final class Wilson {

    private static final double Z = 1.959963984540054;

    private Wilson() {}

    /**
     * The interval.
     *
     * @param successes 0 to {@code trials}
     * @param trials 0 gives the whole range
     * @throws IllegalArgumentException when there are fewer than none or more successes than trials
     */
    public static Interval interval(int successes, int trials) {
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " successes in " + trials + " trials");
        }
        if (trials == 0) {
            return new Interval(0, 1);
        }
        double n = trials;
        double p = successes / n;
        double z2n = Z * Z / n;
        double centre = (p + z2n / 2) / (1 + z2n);
        double half = Z * Math.sqrt(p * (1 - p) / n + z2n / (4 * n)) / (1 + z2n);
        return new Interval(
                successes == 0 ? 0 : Math.max(0, centre - half), successes == trials ? 1 : Math.min(1, centre + half));
    }
}
