package dev.maestro.core.decide;

import dev.maestro.core.estimate.Estimates;
import dev.maestro.core.estimate.Estimator;
import dev.maestro.core.estimate.Situation;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;

/**
 * Routes by calibrated numbers, without training: first hop by {@code V - kap(C)}, second by {@code R - kap(C)} if that
 * beats answering now, {@code PS}. Scores are 40 times these, so that sampling at temperature 1 tells a difference of
 * a few hundredths.
 */
final class CalibratedRouter implements Policy {

    /** Logit of one unit of worth. */
    static final double SHARPNESS = 40;

    private final PolicyEntry entry;
    private final Estimator estimator;

    CalibratedRouter(PolicyEntry entry, Estimator estimator) {
        this.entry = entry;
        this.estimator = estimator;
    }

    @Override
    public Decision next(EpisodeState state, RegistrySnapshot registry, Sampling sampling) {
        Situation situation = Situation.of(state, registry);
        Estimates estimates = estimator.of(state, registry, situation, estimator.observe(state));
        Ballot ballot = new Ballot(entry);
        if (estimates.mayStop()) {
            ballot.add(null, SHARPNESS * estimates.stop());
        }
        for (int i = 0; i < estimates.candidates().size(); i++) {
            ballot.add(estimates.candidates().get(i), SHARPNESS * estimates.worth()[i]);
        }
        return ballot.decide(state, situation.history(), sampling);
    }
}
