package dev.maestro.core.estimate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/**
 * What really happened at the calibration tasks when, after a first pair, the router's rule for the second hop was
 * followed with that task left out: its outcome, not its estimate, for the largest of noisy estimates is optimistic;
 * less the penalty of the second hop, if one was taken.
 *
 * <p>Differs from {@code unseen.md} 2 in that penalty. Without it a cheap first pair that is of no use at all has the
 * value of the good pair that follows it, at its own small cost, and is called first.
 *
 * <p>What the rule would do at a calibration task is worked out from the {@value Near#MOST} tasks nearest to it, over the
 * {@value #NEXT} next pairs that are best there and the {@value #NEXT} chains of the first pair that were right most
 * often, each at the next pair's usual cost; so a new kind of question costs the same however much is calibrated. Values
 * are computed when first asked for, and kept pair by pair. Thread-safe: two threads may compute the same value.
 */
final class Lookahead {

    static final double BLANK = 0.5;

    /** How many first hops of a {@link Shortlist} get a realised value; the value of others is their success alone. */
    static final int FIRST = 24;

    static final int NEXT = 24;

    private static final float NOT_YET = Float.POSITIVE_INFINITY;
    private static final float UNKNOWN = Float.NEGATIVE_INFINITY;

    private final CalibrationTable table;
    private final boolean[] isAllowed;
    private final double costWeight;
    private final AtomicReferenceArray<FirstPair> firsts;
    private final AtomicReferenceArray<TaskView> views;

    /** A first pair: what came of it, in the order of the tasks, and its chains by next pair and the best of them. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record FirstPair(
            float[] values,
            float[] known,
            float[] right,
            Map<Integer, CalibrationTable.Chain> chains,
            List<CalibrationTable.Chain> best) {}

    /**
     * What the rule sees of one calibration task, itself left out.
     *
     * @param next pairs that are best there
     * @param known shape [tasks * next], row after row; so is right
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record TaskView(Near near, int[] next, float[] known, float[] right) {}

    /**
     * Makes one.
     *
     * @param allowed columns that the episode may use
     */
    Lookahead(CalibrationTable table, int[] allowed, double costWeight) {
        this.table = table;
        this.costWeight = costWeight;
        this.isAllowed = new boolean[table.pairs];
        for (int k : allowed) {
            isAllowed[k] = true;
        }
        this.firsts = new AtomicReferenceArray<>(table.pairs);
        this.views = new AtomicReferenceArray<>(table.tasks);
    }

    /** The realised value of starting with pair k, {@code V}. */
    double value(Near near, int k) {
        FirstPair first = kept(firsts, k, this::first);
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < near.tasks().length; i++) {
            int j = near.tasks()[i];
            float value = first.values[j];
            if (value == NOT_YET) {
                value = first.known[j] == 0 ? UNKNOWN : compute(j, k, first);
                first.values[j] = value;
            }
            if (value != UNKNOWN) {
                sum += near.weights()[i] * value;
                weight += near.weights()[i];
            }
        }
        return CalibrationTable.shrunk(sum, weight);
    }

    private float compute(int j, int k, FirstPair first) {
        double[] traits = table.evidenceOf(j, k);
        TaskView view = kept(views, j, this::view);
        int[] tasks = view.near.tasks();
        Near seen = new Near(tasks, new double[tasks.length]);
        double[] weights = seen.weights();
        double[] sum = new double[view.next.length];
        double[] weight = new double[view.next.length];
        double stopSum = 0;
        double stopWeight = 0;
        for (int i = 0; i < tasks.length; i++) {
            if (first.known[tasks[i]] != 0) {
                weights[i] = view.near.weights()[i] * table.evidenceKernel(k, tasks[i], traits);
                stopSum += weights[i] * first.right[tasks[i]];
                stopWeight += weights[i];
                add(view.right, i * sum.length, weights[i], sum);
                add(view.known, i * sum.length, weights[i], weight);
            }
        }
        int best = -1;
        double bestWorth = traits[0] > BLANK ? Double.NEGATIVE_INFINITY : CalibrationTable.shrunk(stopSum, stopWeight);
        for (int i = 0; i < view.next.length; i++) {
            double worth = CalibrationTable.shrunk(sum[i], weight[i]) - penalty(view.next[i]);
            if (worth > bestWorth && view.next[i] != k && !first.chains.containsKey(view.next[i])) {
                best = view.next[i];
                bestWorth = worth;
            }
        }
        for (CalibrationTable.Chain chain : first.best) {
            double worth = seen.success(chain) - penalty(chain.next());
            if (worth > bestWorth && chain.next() != k) {
                best = chain.next();
                bestWorth = worth;
            }
        }
        return best < 0 ? first.right[j] : after(j, first, best);
    }

    private static void add(float[] rows, int from, double weight, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * rows[from + i];
        }
    }

    private double penalty(int next) {
        return Penalty.of(costWeight, table.usualMillis[next]);
    }

    /** What came of the second hop, less its penalty; unknown when it was not run at that task. */
    private float after(int j, FirstPair first, int next) {
        int at = j * table.pairs + next;
        CalibrationTable.Chain chain = first.chains.get(next);
        float known = chain == null ? table.known[at] : chain.known()[j];
        float right = chain == null ? table.right[at] : chain.right()[j];
        double logCost = table.known[at] == 0 ? table.usualLogCost[next] : table.logCost[at];
        return known == 0 ? UNKNOWN : (float) (right - Penalty.of(costWeight, StrictMath.exp(logCost)));
    }

    /** What was made before, or is made now. */
    private static <T> T kept(AtomicReferenceArray<T> all, int at, IntFunction<T> make) {
        T known = all.get(at);
        if (known == null) {
            known = make.apply(at);
            all.set(at, known);
        }
        return known;
    }

    private FirstPair first(int k) {
        float[] values = new float[table.tasks];
        Arrays.fill(values, NOT_YET);
        Map<Integer, CalibrationTable.Chain> chains = new HashMap<>();
        for (CalibrationTable.Chain chain : table.chains.get(k)) {
            if (isAllowed[chain.next()]) {
                chains.put(chain.next(), chain);
            }
        }
        List<CalibrationTable.Chain> best = chains.values().stream()
                .sorted(Comparator.comparingDouble(Lookahead::fewestRight).thenComparing(CalibrationTable.Chain::next))
                .limit(NEXT)
                .toList();
        return new FirstPair(values, column(table.known, k), column(table.right, k), chains, best);
    }

    private static double fewestRight(CalibrationTable.Chain chain) {
        double right = 0;
        for (float each : chain.right()) {
            right += each;
        }
        return -right;
    }

    private float[] column(float[] rows, int k) {
        float[] result = new float[table.tasks];
        for (int j = 0; j < result.length; j++) {
            result[j] = rows[j * table.pairs + k];
        }
        return result;
    }

    private TaskView view(int j) {
        Near near = Near.of(table.kernel.leaveOneOut(j));
        float[] ranks = near.ranks(table, table.right, costWeight);
        for (int k = 0; k < ranks.length; k++) {
            ranks[k] = isAllowed[k] ? ranks[k] : Float.NEGATIVE_INFINITY;
        }
        int[] next = Shortlist.largest(ranks, NEXT);
        return new TaskView(near, next, rows(table.known, near, next), rows(table.right, near, next));
    }

    private float[] rows(float[] all, Near near, int[] columns) {
        float[] result = new float[near.tasks().length * columns.length];
        for (int i = 0; i < near.tasks().length; i++) {
            for (int c = 0; c < columns.length; c++) {
                result[i * columns.length + c] = all[near.tasks()[i] * table.pairs + columns[c]];
            }
        }
        return result;
    }
}
