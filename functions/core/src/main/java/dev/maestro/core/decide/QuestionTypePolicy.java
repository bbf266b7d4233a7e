package dev.maestro.core.decide;

import dev.maestro.core.estimate.CalibrationTable;
import dev.maestro.core.estimate.Estimator;
import dev.maestro.core.estimate.NeighbourMeans;
import dev.maestro.core.estimate.Penalty;
import dev.maestro.core.estimate.Situation;
import dev.maestro.core.observe.Hop;
import dev.maestro.core.observe.Remembered;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Outcome;
import java.util.List;

/**
 * The pair, or chain of two, that did best on calibration questions of this wording. Never looks at the picture, nor
 * at what the first pair said.
 */
final class QuestionTypePolicy implements Policy {

    private final PolicyEntry entry;
    private final Estimator estimator;
    private final int mostHops;
    private final Remembered<CalibrationTable, QuestionTypes> types =
            new Remembered<>(4, table -> new QuestionTypes(table.kernel().questions()));

    /**
     * Makes one.
     *
     * @param mostHops 1 or 2
     */
    QuestionTypePolicy(PolicyEntry entry, Estimator estimator, int mostHops) {
        this.entry = entry;
        this.estimator = estimator;
        this.mostHops = mostHops;
    }

    @Override
    public Decision next(EpisodeState state, RegistrySnapshot registry, Sampling sampling) {
        Situation situation = Situation.of(state, registry);
        CalibrationTable table = estimator.table(registry);
        QuestionTypes found = types.get(table);
        int type = found.of(estimator.observe(state).question());
        Plans plans = new Plans(table, found.members(type), state.costWeight());
        List<Hop> answered = situation.history().hops().stream()
                .filter(hop -> hop.outcome() instanceof Outcome.Answered)
                .toList();
        Ballot ballot = new Ballot(entry);
        if (!situation.mayCall(state)) {
            ballot.add(null, 0);
        } else if (answered.isEmpty()) {
            for (Pair pair : situation.untried()) {
                int k = table.column(pair.id());
                ballot.add(pair, Math.max(plans.alone(k), bestChain(plans, table, k, situation)));
            }
        } else {
            second(ballot, plans, table, situation, answered);
        }
        return ballot.decide(state, situation.history(), sampling);
    }

    private double bestChain(Plans plans, CalibrationTable table, int first, Situation situation) {
        double best = Double.NEGATIVE_INFINITY;
        if (mostHops > 1) {
            for (CalibrationTable.Chain chain : table.chains(first)) {
                if (permitted(table, situation.untried(), chain.next())) {
                    best = Math.max(best, plans.chain(first, chain));
                }
            }
        }
        return best;
    }

    private static boolean permitted(CalibrationTable table, List<Pair> pairs, int column) {
        return pairs.stream().anyMatch(pair -> table.column(pair.id()) == column);
    }

    private void second(Ballot ballot, Plans plans, CalibrationTable table, Situation situation, List<Hop> answered) {
        int first = table.column(answered.getLast().pairId());
        ballot.add(null, first < 0 ? 0 : plans.alone(first));
        if (first < 0 || mostHops < 2 || answered.size() > 1) {
            return;
        }
        for (Pair pair : situation.untried()) {
            int column = table.column(pair.id());
            for (CalibrationTable.Chain chain : table.chains(first)) {
                if (chain.next() == column) {
                    ballot.add(pair, plans.chain(first, chain));
                }
            }
        }
    }

    /** Mean utility over the tasks of one type. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Plans(CalibrationTable table, double[] members, double[] costs, double costWeight) {

        Plans(CalibrationTable table, double[] members, double costWeight) {
            this(table, members, NeighbourMeans.cost(table, members), costWeight);
        }

        double alone(int k) {
            return NeighbourMeans.stop(table, members, k) - Penalty.of(costWeight, costs[k]);
        }

        double chain(int first, CalibrationTable.Chain chain) {
            double success = NeighbourMeans.after(table, members, first, new int[] {chain.next()})[0];
            return success - Penalty.of(costWeight, costs[first]) - Penalty.of(costWeight, costs[chain.next()]);
        }
    }
}
