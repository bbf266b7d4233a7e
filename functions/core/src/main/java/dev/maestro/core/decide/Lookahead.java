package dev.maestro.core.decide;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What really happened at the calibration tasks when, after a first pair, the router's rule for the second hop was
 * followed with that task left out: its outcome, not its estimate, for the largest of noisy estimates is optimistic;
 * less the penalty of the second hop, if one was taken.
 *
 * <p>Differs from {@code unseen.md} 2 in that penalty. Without it a cheap first pair that is of no use at all has the
 * value of the good pair that follows it, at its own small cost, and is called first.
 *
 * <p>Values are computed when first asked for and kept. Thread-safe: two threads may compute the same value.
 */
final class Lookahead {

    /** With more candidates than this, only the most promising of them are looked at. */
    static final int ALL_UP_TO = 256;

    /** How many first hops get a realised value when there are more. */
    static final int FIRST = 24;

    private static final int NEXT = 24;
    private static final int NEIGHBOURS = 32;
    private static final float NOT_YET = Float.POSITIVE_INFINITY;
    private static final float UNKNOWN = Float.NEGATIVE_INFINITY;
    private static final double BLANK = 0.5;

    private final CalibrationTable table;
    private final int[] allowed;
    private final boolean[] isAllowed;
    private final double costWeight;
    private final float[] values;
    private final @Nullable TaskView[] views;

    /**
     * What the rule sees of one calibration task, itself left out.
     *
     * @param weights shape [n]: the task kernel
     * @param penalties shape [K]
     * @param next columns that are looked at as next pairs
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record TaskView(double[] weights, double[] penalties, int[] next) {}

    /**
     * Makes one.
     *
     * @param allowed columns that the episode may use
     */
    Lookahead(CalibrationTable table, int[] allowed, double costWeight) {
        this.table = table;
        this.allowed = allowed;
        this.costWeight = costWeight;
        this.isAllowed = new boolean[table.pairs];
        for (int k : allowed) {
            isAllowed[k] = true;
        }
        this.values = new float[table.tasks * table.pairs];
        Arrays.fill(values, NOT_YET);
        this.views = new TaskView[table.tasks];
    }

    /**
     * The realised value of starting with pair k, {@code V}.
     *
     * @param weights shape [n], see {@link #heaviest}
     */
    double value(double[] weights, int k) {
        double sum = 0;
        double weight = 0;
        for (int j = 0; j < table.tasks; j++) {
            if (weights[j] >= NeighbourMeans.NOTHING) {
                float value = valueAt(j, k);
                if (value != UNKNOWN) {
                    sum += weights[j] * value;
                    weight += weights[j];
                }
            }
        }
        return CalibrationTable.shrunk(sum, weight);
    }

    private float valueAt(int j, int k) {
        float value = values[j * table.pairs + k];
        if (value == NOT_YET) {
            value = compute(j, k);
            values[j * table.pairs + k] = value;
        }
        return value;
    }

    private float compute(int j, int k) {
        if (table.known[j * table.pairs + k] == 0) {
            return UNKNOWN;
        }
        double[] traits = table.evidenceOf(j, k);
        TaskView view = view(j);
        double[] weights = table.evidenceWeights(view.weights(), k, traits);
        double stop = traits[0] > BLANK ? Double.NEGATIVE_INFINITY : NeighbourMeans.stop(table, weights, k);
        int[] next = withChains(view.next(), k);
        double[] success = NeighbourMeans.after(table, weights, k, next);
        int best = -1;
        double bestWorth = stop;
        for (int i = 0; i < next.length; i++) {
            double worth = success[i] - view.penalties()[next[i]];
            if (next[i] != k && worth > bestWorth) {
                best = next[i];
                bestWorth = worth;
            }
        }
        return best < 0 ? table.right[j * table.pairs + k] : after(j, k, best);
    }

    private int[] withChains(int[] next, int k) {
        if (next.length == allowed.length || table.chains.get(k).isEmpty()) {
            return next;
        }
        IntStream consumers = table.chains.get(k).stream()
                .mapToInt(CalibrationTable.Chain::next)
                .filter(column -> isAllowed[column]);
        return IntStream.concat(Arrays.stream(next), consumers).distinct().toArray();
    }

    /** What came of the second hop, less its penalty; unknown when it was not run at that task. */
    private float after(int j, int k, int next) {
        int at = j * table.pairs + next;
        float known = table.known[at];
        float right = table.right[at];
        for (CalibrationTable.Chain chain : table.chains.get(k)) {
            if (chain.next() == next) {
                known = chain.known()[j];
                right = chain.right()[j];
            }
        }
        double logCost = table.known[at] == 0 ? table.usualLogCost[next] : table.logCost[at];
        return known == 0 ? UNKNOWN : (float) (right - Penalty.of(costWeight, StrictMath.exp(logCost)));
    }

    private TaskView view(int j) {
        TaskView view = views[j];
        if (view == null) {
            double[] weights = heaviest(table.leaveOneOut[j]);
            double[] penalties = NeighbourMeans.cost(table, weights);
            for (int k = 0; k < penalties.length; k++) {
                penalties[k] = Penalty.of(costWeight, penalties[k]);
            }
            view = new TaskView(weights, penalties, next(weights, penalties));
            views[j] = view;
        }
        return view;
    }

    /** All weights, or those of the nearest tasks when there are many pairs. */
    double[] heaviest(double[] weights) {
        if (allowed.length <= ALL_UP_TO || weights.length <= NEIGHBOURS) {
            return weights;
        }
        double[] sorted = weights.clone();
        Arrays.sort(sorted);
        double least = sorted[sorted.length - NEIGHBOURS];
        return Arrays.stream(weights).map(w -> w < least ? 0 : w).toArray();
    }

    private int[] next(double[] weights, double[] penalties) {
        if (allowed.length <= ALL_UP_TO) {
            return allowed;
        }
        double[] success = NeighbourMeans.success(table, weights);
        return Arrays.stream(allowed)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> penalties[k] - success[k]))
                .limit(NEXT)
                .mapToInt(k -> k)
                .toArray();
    }
}
