package dev.maestro.core.estimate;

import dev.maestro.core.episode.AnswerForm;
import dev.maestro.core.observe.EvidenceTraits;
import dev.maestro.core.observe.Hop;
import dev.maestro.core.observe.Observation;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.Skill;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Purpose;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What the calibration says of one decision: the weights behind its numbers, and the numbers of all candidates, or of those
 * on the {@link Shortlist} when the episode may use very many.
 *
 * <p>At most two hops that bring evidence, unless the policy says otherwise: estimates look only at the last evidence,
 * so the router would choose a third hop blindly. A call that brought nothing is not a hop, but its pair is not called again.
 * Evidence that does not have the form of an answer is worth nothing as one, and does not end an episode.
 */
public final class Outlook {

    private final Estimator estimator;
    private final CalibrationTable table;
    private final EpisodeState state;
    private final RegistrySnapshot registry;
    private final Situation situation;
    private final Observation observation;
    private final double[] weights;
    private final double[] behind;
    private final double[] traits;
    private final int last;
    private final boolean hasEvidence;
    private final boolean isConditioned;
    private final boolean isUnfit;
    private final boolean isHopLeft;

    Outlook(
            Estimator estimator,
            CalibrationTable table,
            EpisodeState state,
            RegistrySnapshot registry,
            Situation situation,
            Observation observation,
            int mostHops) {
        this.estimator = estimator;
        this.table = table;
        this.state = state;
        this.registry = registry;
        this.situation = situation;
        this.observation = observation;
        this.weights = table.kernel.weights(observation.question(), observation.statistics());
        Optional<Hop> evidence = situation.history().evidence();
        Optional<Hop> lastAnswered = evidence.or(() -> situation.history().answered());
        this.last = lastAnswered.map(hop -> table.column(hop.pairId())).orElse(-1);
        this.hasEvidence = evidence.isPresent();
        this.isConditioned = last >= 0 && table.calibrated[last];
        this.traits = EvidenceTraits.of(lastAnswered.map(Hop::text).orElse(""));
        this.behind = isConditioned ? table.evidenceWeights(weights, last, traits) : weights;
        this.isUnfit = evidence.filter(hop -> !AnswerForm.of(state.task()).fits(hop.text()))
                .isPresent();
        this.isHopLeft =
                (isUnfit || situation.history().evidenceCount() < mostHops) && situation.mayCall(state, mostHops + 1);
    }

    /** Whether the episode may use more pairs than a decision is made among. */
    public boolean isLarge() {
        return isHopLeft && situation.pairs().size() > Shortlist.ALL_UP_TO;
    }

    /** The numbers of the candidates: of all, or of the short list. */
    public Estimates estimates() {
        return isLarge() ? shortened(new int[0]) : ordinary();
    }

    /**
     * The numbers of the short list and some more.
     *
     * @param more columns; those that the episode may not use, or has used, are left out
     */
    public Estimates shortened(int[] more) {
        boolean[] isOpen = open();
        float[] ranks = ranks();
        for (int k = 0; k < ranks.length; k++) {
            ranks[k] = isOpen[k] ? ranks[k] : Float.NEGATIVE_INFINITY;
        }
        int[] best = Shortlist.largest(ranks, Shortlist.BEST);
        int[] columns = Shortlist.together(
                best, Arrays.stream(more).filter(k -> isOpen[k]).toArray(), drawn(isOpen));
        List<Pair> candidates =
                Arrays.stream(columns).mapToObj(registry.pairs()::get).toList();
        int[] firsts = Arrays.copyOf(best, Math.min(best.length, Lookahead.FIRST));
        return estimates(columns, candidates, firsts);
    }

    private Estimates ordinary() {
        int[] columns = isHopLeft ? columns(situation.untried()) : new int[0];
        List<Pair> candidates = isHopLeft ? situation.untried() : List.of();
        return estimates(columns, candidates, columns);
    }

    /** @param firsts columns whose realised value counts when they begin an episode */
    private Estimates estimates(int[] columns, List<Pair> candidates, int[] firsts) {
        double[] success = success(columns, candidates);
        return estimates(columns, candidates, success, isFirstHop() ? values(columns, success, firsts) : success);
    }

    private double[] values(int[] columns, double[] success, int[] firsts) {
        double[] result = success.clone();
        Lookahead ahead = estimator.lookahead(table, narrowed(), state.costWeight());
        Near near = Near.of(weights);
        for (int k : firsts) {
            if (table.calibrated[k]) {
                result[Arrays.binarySearch(columns, k)] = ahead.value(near, k);
            }
        }
        return result;
    }

    private boolean isFirstHop() {
        return !hasEvidence && !isConditioned;
    }

    private boolean isBlind() {
        return hasEvidence && !isConditioned; // nothing is known of what follows an uncalibrated pair
    }

    private Estimates estimates(int[] columns, List<Pair> candidates, double[] success, double[] value) {
        double[] cost = NeighbourMeans.cost(table, weights, columns);
        double[] worth = new double[columns.length];
        for (int i = 0; i < worth.length; i++) {
            worth[i] = value[i] - Penalty.of(state.costWeight(), cost[i]);
        }
        double neighbourhood = Arrays.stream(behind).sum();
        return new Estimates(
                candidates,
                success,
                value,
                cost,
                worth,
                hasEvidence,
                hasEvidence && !isUnfit
                        ? (isConditioned ? NeighbourMeans.stop(table, behind, last) : CalibrationTable.PRIOR)
                        : 0,
                hasEvidence || !isHopLeft,
                isBlind() ? new double[columns.length] : NeighbourMeans.support(table, behind, columns),
                isBlind() ? 0 : neighbourhood,
                neighbourhood,
                traits);
    }

    private double[] success(int[] columns, List<Pair> candidates) {
        if (isBlind()) {
            double[] result = new double[columns.length];
            Arrays.fill(result, CalibrationTable.PRIOR);
            return result;
        }
        if (isConditioned) {
            return NeighbourMeans.after(table, behind, last, columns);
        }
        double[] result = NeighbourMeans.success(table, weights, columns);
        Map<String, Double> cold = new HashMap<>();
        for (int i = 0; i < columns.length; i++) {
            if (!table.calibrated[columns[i]]) {
                result[i] = coldSuccess(candidates.get(i).skill(), cold);
            }
        }
        return result;
    }

    private double coldSuccess(Skill skill, Map<String, Double> known) {
        return known.computeIfAbsent(skill.id(), missing -> estimator.coldSuccess(observation, skill));
    }

    /** How promising each column is; see {@link Shortlist}. */
    private float[] ranks() {
        if (isBlind()) {
            return new Near(new int[0], new double[0]).ranks(table, table.right, state.costWeight());
        }
        Near near = Near.of(behind);
        float[] ranks = near.ranks(table, isConditioned ? table.right : table.reached, state.costWeight());
        if (isConditioned) {
            for (CalibrationTable.Chain chain : table.chains.get(last)) {
                ranks[chain.next()] = near.rank(chain, table.usualMillis[chain.next()], state.costWeight());
            }
            return ranks;
        }
        Map<String, Double> cold = new HashMap<>();
        for (int k : table.cold) {
            double success = coldSuccess(registry.pairs().get(k).skill(), cold);
            ranks[k] = (float) (success - Penalty.of(state.costWeight(), table.usualMillis[k]));
        }
        return ranks;
    }

    /** Whether the episode may call each column, and has not. */
    private boolean[] open() {
        boolean[] result = new boolean[table.pairs];
        if (situation.pairs().size() == table.pairs) {
            Arrays.fill(result, true);
            situation.history().tried().stream()
                    .mapToInt(registry::place)
                    .filter(place -> place >= 0)
                    .forEach(place -> result[place] = false);
        } else {
            situation.untried().forEach(pair -> result[table.column(pair.id())] = true);
        }
        return result;
    }

    private int[] drawn(boolean[] isOpen) {
        if (state.task().purpose() != Purpose.TRAIN) {
            return new int[0];
        }
        long seed = 31L * state.task().question().hashCode()
                + state.task().images().stream()
                        .map(image -> image.digest())
                        .toList()
                        .hashCode();
        SplittableRandom random = new SplittableRandom(seed + state.steps().size());
        return IntStream.generate(() -> random.nextInt(isOpen.length))
                .limit(Shortlist.DRAWN)
                .filter(k -> isOpen[k])
                .toArray();
    }

    /** The columns that the episode may use; none when it may use all. */
    private List<Integer> narrowed() {
        return situation.pairs().size() == table.pairs
                ? List.of()
                : Arrays.stream(columns(situation.pairs())).boxed().toList();
    }

    /** The columns of some of the registry's pairs; they stand in its order, so as many as it has are all of them. */
    private int[] columns(List<Pair> pairs) {
        if (pairs.size() == table.pairs) {
            return IntStream.range(0, table.pairs).toArray();
        }
        return pairs.stream().mapToInt(pair -> table.column(pair.id())).toArray();
    }
}
