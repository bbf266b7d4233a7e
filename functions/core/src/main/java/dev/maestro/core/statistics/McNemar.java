package dev.maestro.core.statistics;

/**
 * Whether one policy is right more often than another on the same tasks: McNemar's test in its exact form, a two-sided
 * sign test on the tasks where only one of them is right.
 */
public final class McNemar {

    private McNemar() {}

    /**
     * The probability of a split at least as uneven if both were equally good.
     *
     * @param onlyFirst tasks that only the first got right
     * @param onlySecond tasks that only the second got right
     * @return 0 to 1; 1 when there is no such task
     * @throws IllegalArgumentException below 0
     */
    public static double exact(int onlyFirst, int onlySecond) {
        if (onlyFirst < 0 || onlySecond < 0) {
            throw new IllegalArgumentException("counts must be 0 or more, were " + onlyFirst + " and " + onlySecond);
        }
        int n = onlyFirst + onlySecond;
        double logChoose = 0;
        double sum = 0;
        for (int i = 0; i <= Math.min(onlyFirst, onlySecond); i++) {
            if (i > 0) {
                logChoose += Math.log(n - i + 1.0) - Math.log(i);
            }
            sum += Math.exp(logChoose - n * Math.log(2));
        }
        return Math.min(1, 2 * sum);
    }
}
