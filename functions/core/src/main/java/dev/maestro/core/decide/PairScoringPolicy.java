package dev.maestro.core.decide;

import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Purpose;

/**
 * The calibrated router as fixed prior, plus a trained residual. Answering now keeps the router's logit: it is punished
 * early in training, when most answers are wrong, and would never come back.
 */
final class PairScoringPolicy implements Policy {

    private final PolicyEntry entry;
    private final Describer describer;
    private final Scorer scorer;

    PairScoringPolicy(PolicyEntry entry, Describer describer, Scorer scorer) {
        this.entry = entry;
        this.describer = describer;
        this.scorer = scorer;
    }

    @Override
    public Decision next(EpisodeState state, RegistrySnapshot registry, Sampling sampling) {
        Described described = describer.describe(state, registry);
        PairFeatures features = described.features();
        float[] residual = scorer.score(features.candidates(), features.context());
        if (residual.length != features.prior().length) {
            throw new IllegalStateException("the scorer of " + entry.id() + " gave " + residual.length + " scores for "
                    + features.prior().length + " candidates; its model does not fit");
        }
        Ballot ballot = new Ballot(entry);
        for (int i = 0; i < residual.length; i++) {
            if (!Float.isFinite(residual[i])) {
                throw new IllegalStateException("the scorer of " + entry.id() + " gave a score that is not a number");
            }
            boolean stop = described.candidates().get(i) == null;
            ballot.add(described.candidates().get(i), features.prior()[i] + (stop ? 0 : residual[i]));
        }
        return state.task().purpose() == Purpose.TRAIN
                ? ballot.explore(
                        state, described.history(), sampling.seed(), Exploration.share(state), described.recorded())
                : ballot.decide(state, described.history(), sampling);
    }
}
