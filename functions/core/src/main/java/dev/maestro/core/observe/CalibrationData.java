package dev.maestro.core.observe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What pairs did on the calibration tasks: outcomes, cost, the evidence they left, and what a next pair made of that
 * evidence. Not every pair was run on every task. Immutable.
 */
public final class CalibrationData {

    /** Marks an outcome that was not measured. */
    public static final byte UNKNOWN = -1;

    private final Provenance provenance;
    private final List<CalibrationTask> tasks;
    private final Map<String, Column> columns;
    private final Map<String, Map<String, byte[]>> chains;

    private CalibrationData(
            Provenance provenance,
            List<CalibrationTask> tasks,
            Map<String, Column> columns,
            Map<String, Map<String, byte[]>> chains) {
        this.provenance = provenance;
        this.tasks = tasks;
        this.columns = columns;
        this.chains = chains;
    }

    /**
     * A pair as first hop, over the n tasks. Do not change the arrays.
     *
     * @param correct shape [n]: 1, 0 or {@link #UNKNOWN}
     * @param costMillis shape [n]: CPU milliseconds or what they are worth, above 0 where known
     * @param evidence shape [n][6]: traits of what it brought, zeros where unknown
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Column(byte[] correct, float[] costMillis, float[][] evidence) {}

    /** Data without any task: every pair is new. */
    public static CalibrationData empty() {
        return new Builder(new Provenance(0, "none", "none", "none")).build();
    }

    /** Where it comes from. */
    public Provenance provenance() {
        return provenance;
    }

    /** The tasks, in the order of the arrays. */
    public List<CalibrationTask> tasks() {
        return tasks;
    }

    /** Ids of the pairs that were run, in the order in which they were added. */
    public List<String> pairIds() {
        return List.copyOf(columns.keySet());
    }

    /** The column of a pair; empty for one that was never run. */
    public Optional<Column> column(String pairId) {
        return Optional.ofNullable(columns.get(pairId));
    }

    /**
     * What next pairs made of the evidence of a first one.
     *
     * @return by id of the next pair, shape [n]: 1, 0 or {@link #UNKNOWN}; empty when no chain was run
     */
    public Map<String, byte[]> chainsAfter(String firstPairId) {
        return chains.getOrDefault(firstPairId, Map.of());
    }

    /** A builder that starts from this data, to add tasks, or the columns of a new expert. */
    public Builder toBuilder(Provenance newProvenance) {
        Builder builder = new Builder(newProvenance);
        tasks.forEach(builder::task);
        columns.forEach((pairId, column) -> {
            for (int j = 0; j < tasks.size(); j++) {
                if (column.correct[j] != UNKNOWN) {
                    builder.put(pairId, j, column.correct[j], column.costMillis[j], column.evidence[j]);
                }
            }
        });
        chains.forEach((first, nexts) -> nexts.forEach((next, correct) -> {
            for (int j = 0; j < tasks.size(); j++) {
                if (correct[j] != UNKNOWN) {
                    builder.chain(tasks.get(j).id(), first, next, correct[j] == 1);
                }
            }
        }));
        return builder;
    }

    /** Collects outcomes in any order; a later one of the same task and pair replaces the earlier. Not thread-safe. */
    public static final class Builder {

        private final Provenance provenance;
        private final List<CalibrationTask> tasks = new ArrayList<>();
        private final Map<String, Integer> index = new HashMap<>();
        private final Map<String, Map<Integer, Run>> runs = new LinkedHashMap<>();
        private final Map<String, Map<String, Map<Integer, Boolean>>> chains = new LinkedHashMap<>();

        @SuppressWarnings("ArrayRecordComponent") // compared by nobody
        private record Run(byte correct, float costMillis, float[] evidence) {}

        public Builder(Provenance provenance) {
            this.provenance = provenance;
        }

        /**
         * Adds a task.
         *
         * @throws IllegalArgumentException when its id is taken
         */
        public Builder task(CalibrationTask task) {
            if (index.putIfAbsent(task.id(), tasks.size()) != null) {
                throw new IllegalArgumentException("the calibration task " + task.id() + " stands twice");
            }
            tasks.add(task);
            return this;
        }

        /**
         * Adds one run of a pair as first hop.
         *
         * @param costMillis CPU milliseconds, or what they are worth; anything below 0.1 counts as 0.1
         * @param observation the text it brought
         */
        public Builder outcome(String taskId, String pairId, boolean correct, double costMillis, String observation) {
            double[] traits = EvidenceTraits.of(observation);
            float[] evidence = new float[traits.length];
            for (int i = 0; i < traits.length; i++) {
                evidence[i] = (float) traits[i];
            }
            return put(pairId, indexOf(taskId), (byte) (correct ? 1 : 0), (float) costMillis, evidence);
        }

        Builder put(String pairId, int task, byte correct, float costMillis, float[] evidence) {
            runs.computeIfAbsent(pairId, key -> new HashMap<>())
                    .put(task, new Run(correct, Math.max(0.1f, costMillis), evidence));
            return this;
        }

        /** Adds what a next pair made of the evidence of a first one. */
        public Builder chain(String taskId, String firstPairId, String nextPairId, boolean correct) {
            chains.computeIfAbsent(firstPairId, key -> new LinkedHashMap<>())
                    .computeIfAbsent(nextPairId, key -> new HashMap<>())
                    .put(indexOf(taskId), correct);
            return this;
        }

        private int indexOf(String taskId) {
            @Nullable Integer found = index.get(taskId);
            if (found == null) {
                throw new IllegalArgumentException("there is no calibration task " + taskId + "; add it first");
            }
            return found;
        }

        /** The data so far. */
        public CalibrationData build() {
            int n = tasks.size();
            Map<String, Column> columns = new LinkedHashMap<>();
            runs.forEach((pairId, known) -> {
                Column column = new Column(unknown(n), new float[n], new float[n][EvidenceTraits.DIMENSIONS]);
                known.forEach((j, run) -> {
                    column.correct[j] = run.correct;
                    column.costMillis[j] = run.costMillis;
                    column.evidence[j] = run.evidence;
                });
                columns.put(pairId, column);
            });
            Map<String, Map<String, byte[]>> built = new LinkedHashMap<>();
            chains.forEach((first, nexts) -> nexts.forEach((next, known) -> {
                byte[] correct = unknown(n);
                known.forEach((j, right) -> correct[j] = (byte) (right ? 1 : 0));
                built.computeIfAbsent(first, key -> new LinkedHashMap<>()).put(next, correct);
            }));
            return new CalibrationData(provenance, List.copyOf(tasks), Collections.unmodifiableMap(columns), built);
        }

        private static byte[] unknown(int n) {
            byte[] result = new byte[n];
            Arrays.fill(result, UNKNOWN);
            return result;
        }
    }
}
