package dev.maestro.core.decide;

import dev.maestro.core.estimate.Situation;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A policy that calls one pair and answers with what it said, blank or not. When a call brings no reply it calls the
 * next best.
 */
final class OneHop implements Policy {

    private final PolicyEntry entry;
    private final Scores scores;

    /** Scores pairs before anything is known of the task but the task. */
    @FunctionalInterface
    interface Scores {

        /**
         * The scores, higher is better.
         *
         * @param pairs not empty
         * @return one for each pair, finite
         */
        double[] of(EpisodeState state, RegistrySnapshot registry, List<Pair> pairs, RandomGenerator random);
    }

    OneHop(PolicyEntry entry, Scores scores) {
        this.entry = entry;
        this.scores = scores;
    }

    @Override
    public Decision next(EpisodeState state, RegistrySnapshot registry, Sampling sampling) {
        Situation situation = Situation.of(state, registry);
        Ballot ballot = new Ballot(entry);
        if (situation.history().answered().isPresent() || !situation.mayCall(state)) {
            ballot.add(null, 0);
        } else {
            List<Pair> untried = situation.untried();
            double[] found = scores.of(state, registry, untried, sampling.random());
            for (int k = 0; k < found.length; k++) {
                ballot.add(untried.get(k), found[k]);
            }
        }
        return ballot.decide(state, situation.history(), sampling);
    }
}
