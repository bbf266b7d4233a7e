package dev.maestro.core.decide;

import dev.maestro.core.experience.Experience;

/** The trained part of the pair-scoring policy. Thread-safe. */
public interface Scorer {

    /**
     * Scores candidates.
     *
     * @param candidates shape [N, 15]: see {@link PairFeatures}; N is at least 1
     * @param context shape [12]
     * @return shape [N]: what is added to the router's logits
     */
    float[] score(float[][] candidates, float[] context);

    /** What the trained part remembers of rewarded episodes. */
    default Experience experience() {
        return Experience.NONE;
    }

    /** The same scores with an experience beside them. */
    default Scorer remembering(Experience remembered) {
        Scorer scores = this;
        return new Scorer() {
            @Override
            public float[] score(float[][] candidates, float[] context) {
                return scores.score(candidates, context);
            }

            @Override
            public Experience experience() {
                return remembered;
            }
        };
    }
}
