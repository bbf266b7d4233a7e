package dev.maestro.core.estimate;

import java.util.List;

/** Shrunk means over weighted calibration tasks. */
public final class NeighbourMeans {

    /** Tasks that weigh less than this cannot be seen beside the prior: 500 of them move an estimate by 0.0005. */
    static final double NOTHING = 1e-9;

    private NeighbourMeans() {}

    /**
     * Success of each pair as first hop, {@code P1}.
     *
     * @param weights shape [n]
     * @return shape [K]
     */
    public static double[] success(CalibrationTable table, double[] weights) {
        double[] sum = new double[table.pairs];
        double[] weight = new double[table.pairs];
        for (int j = 0; j < table.tasks; j++) {
            add(table.right, j * table.pairs, weights[j], sum);
            add(table.known, j * table.pairs, weights[j], weight);
        }
        for (int k = 0; k < sum.length; k++) {
            sum[k] = CalibrationTable.shrunk(sum[k], weight[k]);
        }
        return sum;
    }

    /**
     * The same of some pairs, to the bit.
     *
     * @param columns that are wanted
     * @return in their order
     */
    static double[] success(CalibrationTable table, double[] weights, int[] columns) {
        if (columns.length * 2 > table.pairs) {
            return pick(success(table, weights), columns);
        }
        double[] sum = new double[columns.length];
        double[] weight = new double[columns.length];
        addSome(table, weights, columns, sum, weight);
        for (int i = 0; i < sum.length; i++) {
            sum[i] = CalibrationTable.shrunk(sum[i], weight[i]);
        }
        return sum;
    }

    private static double[] pick(double[] all, int[] columns) {
        double[] result = new double[columns.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = all[columns[i]];
        }
        return result;
    }

    private static void add(float[] rows, int from, double weight, double[] sum) {
        if (weight < NOTHING) {
            return;
        }
        for (int k = 0; k < sum.length; k++) {
            sum[k] += weight * rows[from + k];
        }
    }

    /**
     * Weight of the tasks on which pairs were run.
     *
     * @param weights shape [n]
     * @param columns that are wanted
     * @return in their order
     */
    static double[] support(CalibrationTable table, double[] weights, int[] columns) {
        double[] result = new double[columns.length];
        for (int j = 0; j < table.tasks; j++) {
            for (int i = 0; i < result.length && weights[j] >= NOTHING; i++) {
                result[i] += weights[j] * table.known[j * table.pairs + columns[i]];
            }
        }
        return result;
    }

    /**
     * Milliseconds of each pair: geometric mean, drawn to the pair's mean over all tasks.
     *
     * @param weights shape [n]
     * @return shape [K]
     */
    public static double[] cost(CalibrationTable table, double[] weights) {
        double[] sum = new double[table.pairs];
        double[] weight = new double[table.pairs];
        for (int j = 0; j < table.tasks; j++) {
            add(table.logCost, j * table.pairs, weights[j], sum);
            add(table.known, j * table.pairs, weights[j], weight);
        }
        for (int k = 0; k < sum.length; k++) {
            sum[k] = millis(table, k, sum[k], weight[k]);
        }
        return sum;
    }

    private static double millis(CalibrationTable table, int k, double sum, double weight) {
        double prior = CalibrationTable.PRIOR_WEIGHT;
        return StrictMath.exp((sum + prior * table.usualLogCost[k]) / (weight + prior));
    }

    /**
     * The same of some pairs, to the bit.
     *
     * @param columns that are wanted
     * @return in their order
     */
    static double[] cost(CalibrationTable table, double[] weights, int[] columns) {
        if (columns.length * 2 > table.pairs) {
            return pick(cost(table, weights), columns);
        }
        double[] sum = new double[columns.length];
        double[] weight = new double[columns.length];
        for (int j = 0; j < table.tasks; j++) {
            int row = j * table.pairs;
            for (int i = 0; i < columns.length && weights[j] >= NOTHING; i++) {
                sum[i] += weights[j] * table.logCost[row + columns[i]];
                weight[i] += weights[j] * table.known[row + columns[i]];
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] = millis(table, columns[i], sum[i], weight[i]);
        }
        return sum;
    }

    /** Success of the evidence of pair k in hand as the answer, {@code PS}. */
    public static double stop(CalibrationTable table, double[] evidenceWeights, int k) {
        double sum = 0;
        double weight = 0;
        for (int j = 0; j < table.tasks; j++) {
            sum += evidenceWeights[j] * table.right[j * table.pairs + k];
            weight += evidenceWeights[j] * table.known[j * table.pairs + k];
        }
        return CalibrationTable.shrunk(sum, weight);
    }

    /**
     * Success of next pairs after pair k, {@code R}: of the chain where it was run, else of the next pair alone.
     *
     * @param evidenceWeights shape [n]
     * @param next columns that are wanted
     * @return in the order of {@code next}
     */
    public static double[] after(CalibrationTable table, double[] evidenceWeights, int k, int[] next) {
        double[] sum = new double[next.length];
        double[] weight = new double[next.length];
        addSome(table, evidenceWeights, next, sum, weight);
        List<CalibrationTable.Chain> chains = table.chains.get(k);
        for (int i = 0; i < next.length; i++) {
            for (CalibrationTable.Chain chain : chains) {
                if (chain.next() == next[i]) {
                    sum[i] = dot(evidenceWeights, chain.right());
                    weight[i] = dot(evidenceWeights, chain.known());
                }
            }
            sum[i] = CalibrationTable.shrunk(sum[i], weight[i]);
        }
        return sum;
    }

    private static void addSome(CalibrationTable table, double[] weights, int[] next, double[] sum, double[] weight) {
        for (int j = 0; j < table.tasks; j++) {
            double w = weights[j];
            if (w < NOTHING) {
                continue;
            }
            int row = j * table.pairs;
            for (int i = 0; i < next.length; i++) {
                sum[i] += w * table.right[row + next[i]];
                weight[i] += w * table.known[row + next[i]];
            }
        }
    }

    private static double dot(double[] weights, float[] values) {
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
            sum += weights[j] * values[j];
        }
        return sum;
    }
}
