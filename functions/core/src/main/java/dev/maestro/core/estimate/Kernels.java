package dev.maestro.core.estimate;

import dev.maestro.core.observe.EvidenceTraits;

/** How alike two tasks, and two pieces of evidence, are (unseen.md 2). The same numbers give the same bits everywhere. */
public final class Kernels {

    private static final double QUESTION_WIDTH = 0.1;
    private static final double FAR_SHARE = 0.05;
    private static final double FAR_WIDTH = 10;
    private static final double EVIDENCE_FLOOR = 0.02;
    private static final double EVIDENCE_SCALE = 4;

    private Kernels() {}

    /**
     * The task kernel, {@code exp((cos - 1) / .1) (.95 exp(-|a - b|^2) + .05 exp(-|a - b|^2 / 10))}. The second term is
     * not in unseen.md: it lets pictures that are like none of the calibration be judged by those least unlike.
     *
     * @param cosine of the two questions
     * @param a scaled statistics of one picture, shape [14], or of length 0 where only questions count
     * @param b those of the other
     */
    public static double task(double cosine, double[] a, double[] b) {
        double exponent = (cosine - 1) / QUESTION_WIDTH;
        double distance = distance(a, b);
        return (1 - FAR_SHARE) * StrictMath.exp(exponent - distance)
                + FAR_SHARE * StrictMath.exp(exponent - distance / FAR_WIDTH);
    }

    /** Squared distance of the scaled statistics of two pictures. */
    public static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            double difference = a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }

    /** Cosine of two vectors; 0 when one is all zeros. */
    public static double cosine(float[] a, float[] b) {
        return cosine(dot(a, b), dot(a, a), dot(b, b));
    }

    /** The same, of products that were worked out before. */
    public static double cosine(double both, double square, double otherSquare) {
        return square == 0 || otherSquare == 0 ? 0 : both / StrictMath.sqrt(square * otherSquare);
    }

    /** The sum of the products. */
    public static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** {@code .02 + .98 exp(-4 |h - h'|^2)}; the other traits, of 6, stand from a place on. */
    public static double evidence(double[] traits, float[] others, int from) {
        double distance = 0;
        for (int t = 0; t < EvidenceTraits.DIMENSIONS; t++) {
            double difference = traits[t] - others[from + t];
            distance += difference * difference;
        }
        return EVIDENCE_FLOOR + (1 - EVIDENCE_FLOOR) * StrictMath.exp(-EVIDENCE_SCALE * distance);
    }
}
