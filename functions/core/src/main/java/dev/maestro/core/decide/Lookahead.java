package dev.maestro.core.decide;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What really happened at the calibration tasks when, after a first pair, the router's rule for the second hop was
 * followed with that task left out: its outcome, not its estimate, for the largest of noisy estimates is optimistic;
 * less the penalty of the second hop, if one was taken.
 *
 * <p>Differs from {@code unseen.md} 2 in that penalty. Without it a cheap first pair that is of no use at all has the
 * value of the good pair that follows it, at its own small cost, and is called first.
 *
 * <p>Values are computed when first asked for and kept. Thread-safe: two threads may compute the same value. For up to
 * {@link Shortlist#ALL_UP_TO} pairs; {@link NearLookahead} is for more.
 */
final class Lookahead {

    static final float NOT_YET = Float.POSITIVE_INFINITY;
    static final float UNKNOWN = Float.NEGATIVE_INFINITY;
    static final double BLANK = 0.5;

    private final CalibrationTable table;
    private final int[] allowed;
    private final double costWeight;
    private final float[] values;
    private final @Nullable TaskView[] views;

    /**
     * What the rule sees of one calibration task, itself left out.
     *
     * @param weights shape [n]: the task kernel
     * @param penalties shape [K]
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record TaskView(double[] weights, double[] penalties) {}

    /**
     * Makes one.
     *
     * @param allowed columns that the episode may use
     */
    Lookahead(CalibrationTable table, int[] allowed, double costWeight) {
        this.table = table;
        this.allowed = allowed;
        this.costWeight = costWeight;
        this.values = new float[table.tasks * table.pairs];
        Arrays.fill(values, NOT_YET);
        this.views = new TaskView[table.tasks];
    }

    /**
     * The realised value of starting with pair k, {@code V}.
     *
     * @param weights shape [n]
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
        double[] success = NeighbourMeans.after(table, weights, k, allowed);
        int best = -1;
        double bestWorth = stop;
        for (int i = 0; i < allowed.length; i++) {
            double worth = success[i] - view.penalties()[allowed[i]];
            if (allowed[i] != k && worth > bestWorth) {
                best = allowed[i];
                bestWorth = worth;
            }
        }
        return best < 0 ? table.right[j * table.pairs + k] : after(j, k, best);
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
            double[] weights = table.kernel.leaveOneOut[j];
            double[] penalties = NeighbourMeans.cost(table, weights);
            for (int k = 0; k < penalties.length; k++) {
                penalties[k] = Penalty.of(costWeight, penalties[k]);
            }
            view = new TaskView(weights, penalties);
            views[j] = view;
        }
        return view;
    }
}
