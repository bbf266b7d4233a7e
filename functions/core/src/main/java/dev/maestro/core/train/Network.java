package dev.maestro.core.train;

import dev.maestro.core.decide.PairFeatures;
import dev.maestro.core.decide.ResidualWeights;

/**
 * The residual network over a flat vector of parameters, forwards and backwards: {@code relu(x W1 + b1) W2 + b2}, shapes
 * as in {@link ResidualWeights}, in the order W1 (row after row), b1, W2, b2. Answering now has no residual.
 */
final class Network {

    static final int UNITS = ResidualWeights.UNITS;
    static final int HIDDEN_BIAS = ResidualWeights.INPUTS * UNITS;
    static final int OUTPUT = HIDDEN_BIAS + UNITS;
    static final int OUTPUT_BIAS = OUTPUT + UNITS;

    /** Number of parameters. */
    static final int SIZE = OUTPUT_BIAS + 1;

    private Network() {}

    static double[] flat(ResidualWeights weights) {
        double[] result = new double[SIZE];
        for (int i = 0; i < ResidualWeights.INPUTS; i++) {
            for (int u = 0; u < UNITS; u++) {
                result[i * UNITS + u] = weights.hidden()[i][u];
            }
        }
        for (int u = 0; u < UNITS; u++) {
            result[HIDDEN_BIAS + u] = weights.hiddenBias()[u];
            result[OUTPUT + u] = weights.output()[u];
        }
        result[OUTPUT_BIAS] = weights.outputBias();
        return result;
    }

    static ResidualWeights weights(double[] parameters) {
        float[][] hidden = new float[ResidualWeights.INPUTS][UNITS];
        float[] bias = new float[UNITS];
        float[] output = new float[UNITS];
        for (int i = 0; i < ResidualWeights.INPUTS; i++) {
            for (int u = 0; u < UNITS; u++) {
                hidden[i][u] = (float) parameters[i * UNITS + u];
            }
        }
        for (int u = 0; u < UNITS; u++) {
            bias[u] = (float) parameters[HIDDEN_BIAS + u];
            output[u] = (float) parameters[OUTPUT + u];
        }
        return new ResidualWeights(hidden, bias, output, (float) parameters[OUTPUT_BIAS]);
    }

    /** Sums before the ReLU, shape [N][32]. */
    static double[][] hidden(double[] parameters, PairFeatures features) {
        double[] shared = new double[UNITS];
        System.arraycopy(parameters, HIDDEN_BIAS, shared, 0, UNITS);
        addInputs(parameters, features.context(), PairFeatures.CANDIDATE, shared);
        double[][] result = new double[features.candidates().length][];
        for (int k = 0; k < result.length; k++) {
            result[k] = shared.clone();
            addInputs(parameters, features.candidates()[k], 0, result[k]);
        }
        return result;
    }

    private static void addInputs(double[] parameters, float[] inputs, int from, double[] sums) {
        for (int i = 0; i < inputs.length; i++) {
            double input = inputs[i];
            if (input != 0) {
                int row = (from + i) * UNITS;
                for (int u = 0; u < UNITS; u++) {
                    sums[u] += input * parameters[row + u];
                }
            }
        }
    }

    /** Logits, shape [N]: prior plus residual. */
    static double[] logits(double[] parameters, PairFeatures features, double[][] hidden) {
        double[] result = features.prior().clone();
        for (int k = 0; k < result.length; k++) {
            if (!isStop(features, k)) {
                double sum = parameters[OUTPUT_BIAS];
                for (int u = 0; u < UNITS; u++) {
                    sum += Math.max(0, hidden[k][u]) * parameters[OUTPUT + u];
                }
                result[k] += sum;
            }
        }
        return result;
    }

    private static boolean isStop(PairFeatures features, int k) {
        return features.candidates()[k][PairFeatures.IS_STOP] != 0;
    }

    /**
     * Adds the gradient of a loss.
     *
     * @param byLogit shape [N]: its derivative by each logit
     * @param gradient of the size of the parameters; added to
     */
    static void addGradient(
            double[] parameters, PairFeatures features, double[][] hidden, double[] byLogit, double[] gradient) {
        double[] byShared = new double[UNITS];
        for (int k = 0; k < byLogit.length; k++) {
            if (byLogit[k] == 0 || isStop(features, k)) {
                continue;
            }
            gradient[OUTPUT_BIAS] += byLogit[k];
            double[] bySum = new double[UNITS];
            for (int u = 0; u < UNITS; u++) {
                if (hidden[k][u] > 0) {
                    gradient[OUTPUT + u] += byLogit[k] * hidden[k][u];
                    bySum[u] = byLogit[k] * parameters[OUTPUT + u];
                    byShared[u] += bySum[u];
                }
            }
            addOuter(features.candidates()[k], 0, bySum, gradient);
        }
        addOuter(features.context(), PairFeatures.CANDIDATE, byShared, gradient);
        for (int u = 0; u < UNITS; u++) {
            gradient[HIDDEN_BIAS + u] += byShared[u];
        }
    }

    private static void addOuter(float[] inputs, int from, double[] bySum, double[] gradient) {
        for (int i = 0; i < inputs.length; i++) {
            double input = inputs[i];
            if (input != 0) {
                int row = (from + i) * UNITS;
                for (int u = 0; u < UNITS; u++) {
                    gradient[row + u] += input * bySum[u];
                }
            }
        }
    }
}
