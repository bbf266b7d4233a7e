package dev.maestro.core.decide;

import dev.maestro.core.estimate.CalibrationTable;
import dev.maestro.core.estimate.Estimates;
import dev.maestro.core.estimate.Kernels;
import dev.maestro.core.estimate.Penalty;
import dev.maestro.core.estimate.Shortlist;
import dev.maestro.core.estimate.TaskKernel;
import dev.maestro.core.experience.Attempt;
import dev.maestro.core.experience.Experience;
import dev.maestro.core.experience.TaskPoint;
import dev.maestro.core.observe.Remembered;
import dev.maestro.core.registry.Pair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Corrects what the calibration says of candidates by what came of attempts like them: of the same pair in a situation
 * like this one, on tasks like this one, with the kernels of the calibration. An attempt counts as much as a calibration
 * task; the calibration counts the less, the worse it foretold the attempts of the pair ({@link Trust}).
 *
 * <pre>
 *   b  = trust * support + 0.001 + {@value #SHRINKAGE}
 *   v' = (b v + sum w y) / (b + sum w)        w: task kernel * evidence kernel * likeness of the histories
 * </pre>
 *
 * <p>A pair that was never attempted keeps its numbers to the bit. Cost is drawn in the same way, by its logarithm.
 * Immutable but for what it remembers; thread-safe.
 */
final class Recollection {

    /** Calibration weight that stands against attempts where there is no calibration: few attempts far off move little. */
    static final double SHRINKAGE = 0.002;

    private static final double OTHER_HISTORY = 0.05;

    /** Attempts that weigh less than this cannot be seen beside {@link #SHRINKAGE}, and there are many of them. */
    static final double LEAST = 1e-5;

    /** A picture at this squared distance makes a weight below {@link #LEAST}, however alike the questions are. */
    private static final double FAR = 86;

    private final Experience experience;
    private final CalibrationTable table;
    private final Map<String, int[]> columnsByEvidence = new ConcurrentHashMap<>();
    private final Trust trust;
    private final double[] scale;
    private final double[][] scaled;
    private final double[] squares;
    private final Map<TaskPoint, Integer> tasks = new HashMap<>();
    private final Remembered<TaskPoint, double[]> weights;

    Recollection(Experience experience, CalibrationTable table) {
        this.experience = experience;
        this.table = table;
        this.trust = new Trust(experience, table);
        List<TaskPoint> points = experience.tasks();
        this.scale = table.tasks() > 0
                ? table.kernel().scale()
                : TaskKernel.scaleOf(points.stream().map(TaskPoint::statistics).toList());
        this.scaled = points.stream()
                .map(task -> TaskKernel.scaled(task.statistics(), scale))
                .toArray(double[][]::new);
        this.squares = new double[points.size()];
        for (int i = 0; i < points.size(); i++) {
            tasks.put(points.get(i), i);
            squares[i] = Kernels.dot(points.get(i).question(), points.get(i).question());
        }
        this.weights = new Remembered<>(64, this::weights);
    }

    /** Weights of the remembered tasks; 0 for those whose picture alone is too far off to count. */
    double[] weights(TaskPoint task) {
        double[] here = TaskKernel.scaled(task.statistics(), scale);
        double square = Kernels.dot(task.question(), task.question());
        double[] result = new double[scaled.length];
        for (int i = 0; i < result.length; i++) {
            if (Kernels.distance(here, scaled[i]) < FAR) {
                double both =
                        Kernels.dot(task.question(), experience.tasks().get(i).question());
                result[i] = Kernels.task(Kernels.cosine(both, square, squares[i]), here, scaled[i]);
            }
        }
        return result;
    }

    /** Sums over attempts, by candidate; the last place is that of answering now. Not thread-safe. */
    private static final class Sums {
        private final double[] weight;
        private final double[] outcome;
        private final double[] logCost;

        Sums(int size) {
            weight = new double[size];
            outcome = new double[size];
            logCost = new double[size];
        }

        void add(int place, double w, Attempt attempt) {
            weight[place] += w;
            outcome[place] += w * attempt.outcome();
            logCost[place] += w * attempt.logCost();
        }
    }

    /**
     * The corrected estimates of a decision.
     *
     * @param costWeight lambda
     * @param leaveOut whether attempts at this very task do not count, as in rollouts to learn from: a policy that is
     *     graded on tasks that it remembers would learn that memory is never wrong
     */
    Estimates correct(Described described, double costWeight, boolean leaveOut) {
        Estimates estimates = described.estimates();
        Attempt.Situation situation = Attempt.Situation.of(described.history());
        int size = estimates.candidates().size();
        Sums sums = sums(described, leaveOut);
        double[] success = estimates.success().clone();
        double[] value = estimates.value().clone();
        double[] cost = estimates.costMillis().clone();
        double[] worth = estimates.worth().clone();
        for (int i = 0; i < size; i++) {
            if (sums.weight[i] > 0) {
                double base = base(estimates.candidates().get(i).id(), estimates.support()[i]);
                double logCost = mean(base, StrictMath.log(cost[i]), sums.logCost[i], sums.weight[i]);
                value[i] = mean(base, value[i], sums.outcome[i], sums.weight[i]);
                success[i] = estimates.hasEvidence() ? value[i] : success[i];
                cost[i] = StrictMath.exp(logCost);
                worth[i] = value[i] - Penalty.of(costWeight, cost[i]);
            }
        }
        double stop = estimates.hasEvidence() && sums.weight[size] > 0
                ? mean(
                        base(situation.last(), estimates.stopSupport()),
                        estimates.stop(),
                        sums.outcome[size],
                        sums.weight[size])
                : estimates.stop();
        return estimates.corrected(success, value, cost, worth, stop);
    }

    private double base(String pairId, double support) {
        return trust.of(pairId) * support + CalibrationTable.PRIOR_WEIGHT + SHRINKAGE;
    }

    private static double mean(double base, double calibrated, double sum, double weight) {
        return (base * calibrated + sum) / (base + weight);
    }

    /**
     * The columns of the pairs of which attempts in situations like this one brought most, had there been no calibration;
     * the best {@value Shortlist#ATTEMPTED}.
     *
     * @param leaveOut see {@link #correct}
     */
    int[] promising(Described described, boolean leaveOut) {
        int[] columns = columnsByEvidence.computeIfAbsent(
                Attempt.Situation.of(described.history()).last(), this::columnsAfter);
        int pairs = described.table().pairs();
        Sums sums = new Sums(pairs);
        each(described, leaveOut, (place, attempt, weight) -> {
            if (columns[place] >= 0) {
                sums.add(columns[place], weight, attempt);
            }
        });
        double base = CalibrationTable.PRIOR_WEIGHT + SHRINKAGE;
        float[] outcomes = new float[pairs];
        for (int k = 0; k < pairs; k++) {
            outcomes[k] = sums.weight[k] == 0
                    ? Float.NEGATIVE_INFINITY
                    : (float) mean(base, CalibrationTable.PRIOR, sums.outcome[k], sums.weight[k]);
        }
        return Shortlist.largest(outcomes, Shortlist.ATTEMPTED);
    }

    /** The columns of the pairs that were attempted with this evidence in hand, in the order of the attempts. */
    private int[] columnsAfter(String last) {
        return experience.after(last).stream()
                .mapToInt(kept -> table.column(kept.attempt().pair()))
                .toArray();
    }

    private Sums sums(Described described, boolean leaveOut) {
        List<Pair> candidates = described.estimates().candidates();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            places.put(candidates.get(i).id(), i);
        }
        places.put(Attempt.ANSWER, candidates.size());
        Sums sums = new Sums(candidates.size() + 1);
        each(described, leaveOut, (any, attempt, weight) -> {
            Integer place = places.get(attempt.pair());
            if (place != null) {
                sums.add(place, weight, attempt);
            }
        });
        return sums;
    }

    /** Takes up an attempt that weighs anything. */
    @FunctionalInterface
    private interface Taking {

        /** With its place among those with the same evidence in hand. */
        void take(int place, Attempt attempt, double weight);
    }

    /** Takes up the attempts that weigh anything here, in their order. */
    private void each(Described described, boolean leaveOut, Taking taking) {
        Attempt.Situation situation = Attempt.Situation.of(described.history());
        double[] near = weights.get(described.task());
        int itself = leaveOut ? tasks.getOrDefault(described.task(), -1) : -1;
        double[] traits = described.estimates().traits();
        List<Experience.Kept> all = experience.after(situation.last());
        for (int i = 0; i < all.size(); i++) {
            Experience.Kept kept = all.get(i);
            if (kept.task() == itself || near[kept.task()] < LEAST) {
                continue;
            }
            Attempt.Situation then = kept.attempt().situation();
            double weight = near[kept.task()];
            if (!situation.last().isEmpty()) {
                weight *= Kernels.evidence(traits, then.traits(), 0) * likeness(situation, then);
            }
            taking.take(i, kept.attempt(), weight);
        }
    }

    private static double likeness(Attempt.Situation a, Attempt.Situation b) {
        return a.hops() == b.hops() && a.agreed() == b.agreed() ? 1 : OTHER_HISTORY;
    }
}
