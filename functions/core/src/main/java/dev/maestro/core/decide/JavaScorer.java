package dev.maestro.core.decide;

import dev.maestro.core.experience.Experience;

/** The residual network in plain Java: {@code relu(x W1 + b1) W2 + b2}. */
public final class JavaScorer implements Scorer {

    private final ResidualWeights weights;
    private final Experience experience;

    /** Of weights without any experience. */
    public JavaScorer(ResidualWeights weights) {
        this(weights, Experience.NONE);
    }

    public JavaScorer(ResidualWeights weights, Experience experience) {
        this.weights = weights;
        this.experience = experience;
    }

    @Override
    public Experience experience() {
        return experience;
    }

    @Override
    public float[] score(float[][] candidates, float[] context) {
        float[] shared = weights.hiddenBias().clone();
        add(context, PairFeatures.CANDIDATE, shared);
        float[] result = new float[candidates.length];
        for (int k = 0; k < candidates.length; k++) {
            float[] hidden = shared.clone();
            add(candidates[k], 0, hidden);
            float sum = weights.outputBias();
            for (int u = 0; u < hidden.length; u++) {
                sum += Math.max(0, hidden[u]) * weights.output()[u];
            }
            result[k] = sum;
        }
        return result;
    }

    private void add(float[] inputs, int from, float[] hidden) {
        for (int i = 0; i < inputs.length; i++) {
            float[] row = weights.hidden()[from + i];
            for (int u = 0; u < hidden.length; u++) {
                hidden[u] += inputs[i] * row[u];
            }
        }
    }
}
