package dev.maestro.core.train;

import dev.maestro.core.decide.PairFeatures;

/**
 * One decision to learn from.
 *
 * @param key equal for decisions with equal features, which are then scored once
 * @param features of its candidates
 * @param chosen index of the chosen candidate
 * @param logProbability of it under the policy that chose
 * @param advantage of its episode
 */
public record Sample(String key, PairFeatures features, int chosen, double logProbability, double advantage) {}
