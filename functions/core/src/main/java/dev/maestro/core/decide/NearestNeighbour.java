package dev.maestro.core.decide;

import dev.maestro.core.estimate.CalibrationTable;
import dev.maestro.core.estimate.Estimator;
import dev.maestro.core.estimate.NeighbourMeans;
import dev.maestro.core.estimate.Penalty;
import dev.maestro.core.observe.Observation;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.wire.EpisodeState;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Scores pairs by what they did on the eight calibration tasks most like this one, by question and picture. */
final class NearestNeighbour implements OneHop.Scores {

    private static final int NEIGHBOURS = 8;

    private final Estimator estimator;

    NearestNeighbour(Estimator estimator) {
        this.estimator = estimator;
    }

    @Override
    public double[] of(EpisodeState state, RegistrySnapshot registry, List<Pair> pairs, RandomGenerator random) {
        CalibrationTable table = estimator.table(registry);
        Observation observation = estimator.observe(state);
        double[] weights = table.kernel().weights(observation.question(), observation.statistics());
        double[] nearest = new double[weights.length];
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -weights[j]))
                .limit(NEIGHBOURS)
                .forEach(j -> nearest[j] = 1);
        double[] success = NeighbourMeans.success(table, nearest);
        double[] cost = NeighbourMeans.cost(table, nearest);
        return pairs.stream()
                .mapToInt(pair -> table.column(pair.id()))
                .mapToDouble(k -> success[k] - Penalty.of(state.costWeight(), cost[k]))
                .toArray();
    }
}
