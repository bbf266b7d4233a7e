package dev.maestro.core.estimate;

/**
 * The calibration tasks that weigh most, for numbers about many pairs or many tasks.
 *
 * @param tasks rows, the heaviest first, at most {@value #MOST}; those that weigh nothing are left out
 * @param weights of these
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Near(int[] tasks, double[] weights) {

    static final int MOST = 32;

    /** The heaviest of all. */
    static Near of(double[] all) {
        float[] counted = new float[all.length];
        for (int j = 0; j < all.length; j++) {
            counted[j] = all[j] < NeighbourMeans.NOTHING ? Float.NEGATIVE_INFINITY : (float) all[j];
        }
        int[] tasks = Shortlist.largest(counted, MOST);
        double[] weights = new double[tasks.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = all[tasks[i]];
        }
        return new Near(tasks, weights);
    }

    /**
     * How promising each pair of a registry is: the shrunk mean of what it came to at these tasks, less the penalty of its
     * usual cost. One pass over contiguous rows, in 32 bits.
     *
     * @param reached shape [n * K]: {@link CalibrationTable#right}, or {@link CalibrationTable#reached}
     * @return shape [K]
     */
    float[] ranks(CalibrationTable table, float[] reached, double costWeight) {
        float[] ranks = new float[table.pairs];
        float[] known = new float[table.pairs];
        float everywhere = (float) CalibrationTable.PRIOR_WEIGHT;
        for (int i = 0; i < tasks.length; i++) {
            float weight = (float) weights[i];
            add(reached, tasks[i] * table.pairs, weight, ranks);
            if (table.isKnownByAll[tasks[i]]) {
                everywhere += weight;
            } else {
                add(table.known, tasks[i] * table.pairs, weight, known);
            }
        }
        float prior = (float) (CalibrationTable.PRIOR_WEIGHT * CalibrationTable.PRIOR);
        for (int k = 0; k < ranks.length; k++) {
            ranks[k] = (ranks[k] + prior) / (known[k] + everywhere);
        }
        lessPenalties(ranks, table.usualMillis, (float) costWeight);
        return ranks;
    }

    /** The same of the second pair of a chain, whose first pair's evidence is in hand. */
    float rank(CalibrationTable.Chain chain, double usualMillis, double costWeight) {
        return (float) (success(chain) - Penalty.of(costWeight, usualMillis));
    }

    /** What a chain came to at these tasks. */
    double success(CalibrationTable.Chain chain) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < tasks.length; i++) {
            sum += weights[i] * chain.right()[tasks[i]];
            weight += weights[i] * chain.known()[tasks[i]];
        }
        return CalibrationTable.shrunk(sum, weight);
    }

    private static void add(float[] rows, int from, float weight, float[] sum) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += weight * rows[from + k];
        }
    }

    /** As {@link Penalty#of} takes off, in 32 bits. */
    private static void lessPenalties(float[] ranks, float[] millis, float costWeight) {
        float dearest = (float) Penalty.DEAREST_SECONDS;
        float step = (float) Penalty.STEP;
        for (int k = 0; k < ranks.length; k++) {
            ranks[k] -= costWeight * Math.min(dearest, millis[k] / 1000) + step;
        }
    }
}
