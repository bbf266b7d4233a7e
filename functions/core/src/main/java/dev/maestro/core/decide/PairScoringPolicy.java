package dev.maestro.core.decide;

import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;

/** The calibrated router as fixed prior, plus a trained residual. */
final class PairScoringPolicy implements Policy {

    private final PolicyEntry entry;
    private final Estimator estimator;
    private final Scorer scorer;

    PairScoringPolicy(PolicyEntry entry, Estimator estimator, Scorer scorer) {
        this.entry = entry;
        this.estimator = estimator;
        this.scorer = scorer;
    }

    @Override
    public Decision next(EpisodeState state, RegistrySnapshot registry, Sampling sampling) {
        Situation situation = Situation.of(state, registry);
        Estimates estimates = estimator.of(state, registry, situation, estimator.observe(state));
        PairFeatures features = PairFeatures.of(estimates, situation.history());
        float[] residual = scorer.score(features.candidates(), features.context());
        if (residual.length != features.prior().length) {
            throw new IllegalStateException("the scorer of " + entry.id() + " gave " + residual.length + " scores for "
                    + features.prior().length + " candidates; its model does not fit");
        }
        Ballot ballot = new Ballot(entry);
        int stops = estimates.mayStop() ? 1 : 0;
        for (int i = 0; i < residual.length; i++) {
            if (!Float.isFinite(residual[i])) {
                throw new IllegalStateException("the scorer of " + entry.id() + " gave a score that is not a number");
            }
            ballot.add(i < stops ? null : estimates.candidates().get(i - stops), features.prior()[i] + residual[i]);
        }
        return ballot.decide(state, situation.history(), sampling);
    }
}
