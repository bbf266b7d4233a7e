package dev.maestro.schema.wire;

import org.jspecify.annotations.Nullable;

/**
 * How a policy scored one candidate.
 *
 * @param expertId null for the candidate "answer now"
 * @param skillId null for the candidate "answer now"
 * @param score the logit, unitless
 */
public record CandidateScore(
        @Nullable String expertId, @Nullable String skillId, double score) {}
