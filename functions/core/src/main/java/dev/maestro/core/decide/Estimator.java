package dev.maestro.core.decide;

import dev.maestro.core.episode.AnswerForm;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.EvidenceTraits;
import dev.maestro.core.observe.Hop;
import dev.maestro.core.observe.Observation;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.Remembered;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.wire.EpisodeState;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Describes candidates by calibrated numbers alone. Tables are kept by registry and data, look-aheads also by the
 * permitted pairs and the cost weight. Thread-safe.
 *
 * <p>At most two hops that bring evidence, unless the policy says otherwise: estimates look only at the last evidence,
 * so the router would choose a third hop blindly. A call that brought nothing is not a hop, but its pair is not called again.
 * Evidence that does not have the form of an answer is worth nothing as one, and does not end an episode.
 */
final class Estimator {

    /** Hops that bring evidence, unless a policy says otherwise. */
    static final int MOST_HOPS = 2;

    private static final double LIKENESS_WEIGHT = 0.3;

    private final TextEncoder encoder;
    private final PictureStatistics pictures;
    private final Calibrations calibrations;
    private final Remembered<TableKey, CalibrationTable> tables;
    private final Remembered<LookaheadKey, Lookahead> lookaheads;

    /** Data is compared by identity: a new calibration is a new object. */
    private record TableKey(CalibrationData data, String digest, RegistrySnapshot registry) {

        @Override
        public boolean equals(Object other) {
            return other instanceof TableKey key && key.data == data && key.digest.equals(digest);
        }

        @Override
        public int hashCode() {
            return digest.hashCode();
        }
    }

    /** The columns that the episode may use; none stands for all. */
    private record LookaheadKey(CalibrationTable table, List<Integer> allowed, double costWeight) {

        int[] columns() {
            return allowed.isEmpty()
                    ? IntStream.range(0, table.pairs).toArray()
                    : allowed.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    Estimator(TextEncoder encoder, PictureStatistics pictures, Calibrations calibrations) {
        this.encoder = Remembered.encoder(encoder, 4096);
        this.pictures = Remembered.statistics(pictures, 4096);
        this.calibrations = calibrations;
        this.tables = new Remembered<>(4, key -> new CalibrationTable(key.data, key.registry.pairs()));
        this.lookaheads = new Remembered<>(16, key -> new Lookahead(key.table, key.columns(), key.costWeight));
    }

    CalibrationTable table(RegistrySnapshot registry) {
        return tables.get(new TableKey(calibrations.of(registry), registry.digest(), registry));
    }

    Observation observe(EpisodeState state) {
        return Observation.of(state, encoder, pictures);
    }

    /** The numbers of one decision. */
    Estimates of(EpisodeState state, RegistrySnapshot registry, Situation situation, Observation observation) {
        return of(state, registry, situation, observation, MOST_HOPS);
    }

    /** The numbers of one decision of a policy that makes at most so many hops that bring evidence. */
    Estimates of(
            EpisodeState state, RegistrySnapshot registry, Situation situation, Observation observation, int mostHops) {
        CalibrationTable table = table(registry);
        double[] weights = table.weights(observation.question(), observation.statistics());
        int[] columns = columns(table, situation.untried());
        Optional<Hop> evidence = situation.history().evidence();
        Optional<Hop> last = evidence.or(() -> situation.history().answered());
        int first = last.map(hop -> table.column(hop.pairId())).orElse(-1);
        boolean conditioned = first >= 0 && table.calibrated[first];
        double[] traits = last.map(hop -> EvidenceTraits.of(hop.text())).orElseGet(() -> EvidenceTraits.of(""));
        double[] behind = conditioned ? table.evidenceWeights(weights, first, traits) : weights;
        boolean unfit = evidence.filter(hop -> !AnswerForm.of(state.task()).fits(hop.text()))
                .isPresent();
        boolean hopLeft =
                (unfit || situation.history().evidenceCount() < mostHops) && situation.mayCall(state, mostHops + 1);
        if (!hopLeft) {
            columns = new int[0];
        }

        double[] allCosts = NeighbourMeans.cost(table, weights);
        double[] success;
        double[] value;
        if (evidence.isPresent() && !conditioned) {
            success = constant(columns.length); // nothing is known of what follows an uncalibrated pair
            value = success;
        } else if (conditioned) {
            success = NeighbourMeans.after(table, behind, first, columns);
            value = success;
        } else {
            success = pick(NeighbourMeans.success(table, weights), columns);
            value = lookahead(table, state, situation, weights, columns, success);
            coldStart(table, observation, situation, columns, success, value);
        }
        double[] cost = pick(allCosts, columns);
        double[] worth = new double[columns.length];
        for (int i = 0; i < worth.length; i++) {
            worth[i] = value[i] - Penalty.of(state.costWeight(), cost[i]);
        }
        boolean isBlind = evidence.isPresent() && !conditioned;
        return new Estimates(
                hopLeft ? situation.untried() : List.of(),
                success,
                value,
                cost,
                worth,
                evidence.isPresent(),
                evidence.isPresent() && !unfit
                        ? (conditioned ? NeighbourMeans.stop(table, behind, first) : CalibrationTable.PRIOR)
                        : 0,
                evidence.isPresent() || !hopLeft,
                isBlind ? new double[columns.length] : NeighbourMeans.support(table, behind, columns),
                isBlind ? 0 : Arrays.stream(behind).sum(),
                Arrays.stream(behind).sum(),
                traits);
    }

    /** The columns of some of the registry's pairs; they stand in its order, so as many as it has are all of them. */
    private static int[] columns(CalibrationTable table, List<Pair> pairs) {
        if (pairs.size() == table.pairs) {
            return IntStream.range(0, table.pairs).toArray();
        }
        return pairs.stream().mapToInt(pair -> table.column(pair.id())).toArray();
    }

    private static double[] pick(double[] all, int[] columns) {
        return Arrays.stream(columns).mapToDouble(k -> all[k]).toArray();
    }

    private static double[] constant(int size) {
        double[] result = new double[size];
        Arrays.fill(result, CalibrationTable.PRIOR);
        return result;
    }

    private double[] lookahead(
            CalibrationTable table,
            EpisodeState state,
            Situation situation,
            double[] weights,
            int[] columns,
            double[] success) {
        boolean all = situation.pairs().size() == table.pairs;
        List<Integer> some = all
                ? List.of()
                : Arrays.stream(columns(table, situation.pairs())).boxed().toList();
        Lookahead ahead = lookaheads.get(new LookaheadKey(table, some, state.costWeight()));
        double[] value = success.clone();
        double[] near = ahead.heaviest(weights);
        for (int i : promising(table, weights, columns, success)) {
            value[i] = ahead.value(near, columns[i]);
        }
        return value;
    }

    /** All candidates; of very many those that are best alone or as the first of a chain. */
    private static int[] promising(CalibrationTable table, double[] weights, int[] columns, double[] success) {
        if (columns.length <= Lookahead.ALL_UP_TO) {
            return IntStream.range(0, columns.length).toArray();
        }
        double[] best = success.clone();
        for (int i = 0; i < columns.length; i++) {
            for (CalibrationTable.Chain chain : table.chains.get(columns[i])) {
                double sum = 0;
                double weight = 0;
                for (int j = 0; j < weights.length; j++) {
                    sum += weights[j] * chain.right()[j];
                    weight += weights[j] * chain.known()[j];
                }
                best[i] = Math.max(best[i], CalibrationTable.shrunk(sum, weight));
            }
        }
        return IntStream.range(0, columns.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -best[i]))
                .limit(Lookahead.FIRST)
                .mapToInt(i -> i)
                .toArray();
    }

    /** A pair that was never run is judged by how like the question its skill's description is: at most 0.35. */
    private void coldStart(
            CalibrationTable table,
            Observation observation,
            Situation situation,
            int[] columns,
            double[] success,
            double[] value) {
        for (int i = 0; i < columns.length; i++) {
            if (!table.calibrated[columns[i]]) {
                var skill = situation.untried().get(i).skill();
                float[] text = encoder.encode(skill.description() + " " + skill.useWhen());
                double likeness = Math.max(0, Kernels.cosine(observation.question(), text));
                success[i] = CalibrationTable.PRIOR + LIKENESS_WEIGHT * likeness;
                value[i] = success[i];
            }
        }
    }
}
