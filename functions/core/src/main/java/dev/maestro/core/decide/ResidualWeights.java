package dev.maestro.core.decide;

import java.util.SplittableRandom;

/**
 * The scorer's weights: one hidden layer of 32 over candidate and context, 929 numbers. Do not change the arrays.
 *
 * @param hidden shape [27, 32]: candidate features first, then context
 * @param hiddenBias shape [32]
 * @param output shape [32]
 * @param outputBias one number
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record ResidualWeights(float[][] hidden, float[] hiddenBias, float[] output, float outputBias) {

    /** Features of candidate and context together. */
    public static final int INPUTS = PairFeatures.CANDIDATE + PairFeatures.CONTEXT;

    /** Hidden units. */
    public static final int UNITS = 32;

    public ResidualWeights {
        if (hidden.length != INPUTS || hiddenBias.length != UNITS || output.length != UNITS) {
            throw new IllegalArgumentException("the residual needs " + INPUTS + " x " + UNITS + " weights, were "
                    + hidden.length + " x " + hiddenBias.length);
        }
    }

    /**
     * Untrained weights: He-scaled in the hidden layer, small at the output, so that the policy starts as the router.
     *
     * @param seed the same seed gives the same weights
     */
    public static ResidualWeights random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] hidden = new float[INPUTS][UNITS];
        float[] output = new float[UNITS];
        double scale = StrictMath.sqrt(2.0 / INPUTS);
        for (float[] row : hidden) {
            for (int u = 0; u < UNITS; u++) {
                row[u] = (float) (scale * random.nextGaussian());
            }
        }
        for (int u = 0; u < UNITS; u++) {
            output[u] = (float) (0.01 * random.nextGaussian());
        }
        return new ResidualWeights(hidden, new float[UNITS], output, 0);
    }
}
