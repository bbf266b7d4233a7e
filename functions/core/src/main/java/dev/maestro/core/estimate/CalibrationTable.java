package dev.maestro.core.estimate;

import dev.maestro.core.experience.TaskPoint;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.EvidenceTraits;
import dev.maestro.core.observe.Remembered;
import dev.maestro.core.registry.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Calibration data laid out for the pairs of one registry, with what the calibrated router derives from it: n tasks (rows j),
 * K pairs (columns k). Shapes are [n * K], row after row. Immutable.
 */
public final class CalibrationTable {

    /** What a pair is thought to be good for where nothing is known. */
    public static final double PRIOR = 0.05;

    /** The weight of that thought. */
    public static final double PRIOR_WEIGHT = 0.001;

    final int tasks;
    final int pairs;
    /** 1 where pair k was run on task j. */
    final float[] known;
    /** 1 where pair k was right on task j as first hop. */
    final float[] right;
    /** Natural logarithm of the milliseconds of pair k on task j; 0 where unknown. */
    final float[] logCost;
    /** Shape [K]: mean of the known log costs, or the log of the expert's latency prior. */
    final double[] usualLogCost;
    /** Shape [n]: whether all pairs were run on task j. */
    final boolean[] isKnownByAll;
    /** Shape [K]: whether the pair was run on any task. */
    final boolean[] calibrated;
    /** The pairs that were never run. */
    final int[] cold;
    /** Shape [K][n * 6], or of length 0 for a pair that was never run. */
    private final float[][] evidence;
    /** Shape [K]: the chains that start with pair k. */
    final List<List<Chain>> chains;
    /** Shape [n * K], of a large registry: 1 where pair k was right on task j, alone or as the first of some chain. */
    final float[] reached;
    /** Shape [K]: {@link #usualLogCost} as milliseconds. */
    final float[] usualMillis;
    /** How like tasks are to the calibration tasks. */
    final TaskKernel kernel;

    private final Map<String, Integer> index = new HashMap<>();
    private final Remembered<TaskPoint, double[]> taskWeights;

    /**
     * What a next pair made of the evidence of a first one.
     *
     * @param next column of the next pair
     * @param known shape [n]
     * @param right shape [n]
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Chain(int next, float[] known, float[] right) {}

    /**
     * Lays a calibration out.
     *
     * @param registryPairs the columns; pairs that the calibration lacks are cold
     */
    public CalibrationTable(CalibrationData data, List<Pair> registryPairs) {
        tasks = data.tasks().size();
        pairs = registryPairs.size();
        known = new float[tasks * pairs];
        right = new float[tasks * pairs];
        logCost = new float[tasks * pairs];
        usualLogCost = new double[pairs];
        calibrated = new boolean[pairs];
        evidence = new float[pairs][0];
        for (int k = 0; k < pairs; k++) {
            index.put(registryPairs.get(k).id(), k);
            usualLogCost[k] = StrictMath.log(
                    Math.max(1.0, (double) registryPairs.get(k).expert().latencyPriorMillis()));
        }
        for (int k = 0; k < pairs; k++) {
            int at = k;
            data.column(registryPairs.get(k).id()).ifPresent(column -> fill(at, column));
        }
        cold = IntStream.range(0, pairs).filter(k -> !calibrated[k]).toArray();
        boolean isLarge = pairs > Shortlist.ALL_UP_TO;
        isKnownByAll = knownByAll();
        chains = registryPairs.stream().map(pair -> chainsOf(data, pair.id())).toList();
        reached = isLarge ? reached() : right;
        usualMillis = new float[pairs];
        for (int k = 0; k < pairs; k++) {
            usualMillis[k] = (float) StrictMath.exp(usualLogCost[k]);
        }
        kernel = new TaskKernel(data.tasks());
        taskWeights = new Remembered<>(1024, task -> kernel.weights(task.question(), task.statistics()));
    }

    private void fill(int k, CalibrationData.Column column) {
        double sum = 0;
        int count = 0;
        evidence[k] = new float[tasks * EvidenceTraits.DIMENSIONS];
        for (int j = 0; j < tasks; j++) {
            if (column.correct()[j] != CalibrationData.UNKNOWN) {
                known[j * pairs + k] = 1;
                right[j * pairs + k] = column.correct()[j];
                logCost[j * pairs + k] = (float) StrictMath.log(column.costMillis()[j]);
                sum += logCost[j * pairs + k];
                count++;
            }
            System.arraycopy(
                    column.evidence()[j], 0, evidence[k], j * EvidenceTraits.DIMENSIONS, EvidenceTraits.DIMENSIONS);
        }
        calibrated[k] = count > 0;
        if (count > 0) {
            usualLogCost[k] = sum / count;
        }
    }

    private List<Chain> chainsOf(CalibrationData data, String firstPairId) {
        List<Chain> result = new ArrayList<>();
        data.chainsAfter(firstPairId).forEach((nextId, correct) -> {
            Integer next = index.get(nextId);
            if (next != null) {
                result.add(chain(column(firstPairId), next, correct));
            }
        });
        return List.copyOf(result);
    }

    /** Where the first pair brought nothing, no chain is run: what came is what comes of the next pair alone. */
    private Chain chain(int first, int next, byte[] correct) {
        float[] chainKnown = new float[tasks];
        float[] chainRight = new float[tasks];
        for (int j = 0; j < tasks; j++) {
            if (correct[j] != CalibrationData.UNKNOWN) {
                chainKnown[j] = 1;
                chainRight[j] = correct[j];
            } else if (isBlank(j, first)) {
                chainKnown[j] = known[j * pairs + next];
                chainRight[j] = right[j * pairs + next];
            }
        }
        return new Chain(next, chainKnown, chainRight);
    }

    /** Whether pair k was run on task j, and brought nothing. */
    private boolean isBlank(int j, int k) {
        return known[j * pairs + k] != 0 && evidence[k][j * EvidenceTraits.DIMENSIONS] > Lookahead.BLANK;
    }

    private float[] reached() {
        float[] result = right.clone();
        for (int k = 0; k < pairs; k++) {
            for (Chain chain : chains.get(k)) {
                for (int j = 0; j < tasks; j++) {
                    result[j * pairs + k] = Math.max(result[j * pairs + k], chain.right()[j]);
                }
            }
        }
        return result;
    }

    private boolean[] knownByAll() {
        boolean[] result = new boolean[tasks];
        for (int j = 0; j < tasks; j++) {
            int count = 0;
            for (int k = 0; k < pairs; k++) {
                count += known[j * pairs + k] == 0 ? 0 : 1;
            }
            result[j] = count == pairs;
        }
        return result;
    }

    /** How many tasks it knows. */
    public int tasks() {
        return tasks;
    }

    /** How many pairs, K. */
    public int pairs() {
        return pairs;
    }

    /** Whether a pair was run on any task. */
    public boolean isCalibrated(int column) {
        return calibrated[column];
    }

    /** The chains that start with a pair. */
    public List<Chain> chains(int column) {
        return chains.get(column);
    }

    /** How like tasks are to the calibration tasks. */
    public TaskKernel kernel() {
        return kernel;
    }

    /**
     * Success of a pair's own evidence as the answer to a task.
     *
     * @param traits shape [6]: of that evidence
     */
    public double expected(TaskPoint task, int k, double[] traits) {
        return NeighbourMeans.stop(this, evidenceWeights(taskWeights.get(task), k, traits), k);
    }

    /** Column of a pair, or -1 for one that the registry does not permit. */
    public int column(String pairId) {
        return index.getOrDefault(pairId, -1);
    }

    /**
     * Task weights times the evidence kernel of pair k, {@code e_j = .02 + .98 exp(-4 |h - h_j|^2)}; 0 for a task on
     * which k was not run, or that weighs nothing.
     *
     * @param weights shape [n]
     * @param traits shape [6]: h
     * @return shape [n]
     */
    double[] evidenceWeights(double[] weights, int k, double[] traits) {
        double[] result = new double[tasks];
        for (int j = 0; j < tasks; j++) {
            if (weights[j] < NeighbourMeans.NOTHING || known[j * pairs + k] == 0) {
                continue;
            }
            result[j] = weights[j] * evidenceKernel(k, j, traits);
        }
        return result;
    }

    /** {@code e_j} of pair k, which was run on task j. */
    double evidenceKernel(int k, int j, double[] traits) {
        return Kernels.evidence(traits, evidence[k], j * EvidenceTraits.DIMENSIONS);
    }

    /** Traits of the evidence that pair k left at task j, shape [6]. */
    double[] evidenceOf(int j, int k) {
        double[] result = new double[EvidenceTraits.DIMENSIONS];
        for (int t = 0; t < result.length; t++) {
            result[t] = evidence[k][j * EvidenceTraits.DIMENSIONS + t];
        }
        return result;
    }

    /** {@code (sum + m0 prior) / (weight + m0)}. */
    static double shrunk(double sum, double weight) {
        return (sum + PRIOR_WEIGHT * PRIOR) / (weight + PRIOR_WEIGHT);
    }
}
