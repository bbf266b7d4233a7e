package dev.maestro.core.observe;

import dev.maestro.schema.wire.EpisodeState;

/**
 * What a routing policy sees of an episode.
 *
 * @param question shape [384]: the point of the question
 * @param statistics shape [14]: of the first picture; zeros for a task without one
 * @param history the steps so far
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; copies would cost more than they guard
public record Observation(float[] question, double[] statistics, History history) {

    /** The observation of a state whose steps are complete. */
    public static Observation of(EpisodeState state, TextEncoder encoder, PictureStatistics pictures) {
        double[] statistics = state.task().images().isEmpty()
                ? new double[PictureStatistics.DIMENSIONS]
                : pictures.of(state.task().images().getFirst().digest());
        return new Observation(encoder.encode(state.task().question()), statistics, History.of(state));
    }

    /** Traits of the evidence in hand, shape [6]; those of a blank text when there is none. */
    public double[] evidenceTraits() {
        return EvidenceTraits.of(history.evidence().map(Hop::text).orElse(""));
    }
}
