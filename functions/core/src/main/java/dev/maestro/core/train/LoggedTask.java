package dev.maestro.core.train;

import dev.maestro.schema.wire.DataSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A task with what came of every pair on it, really run, so that a policy can be trained without calling experts.
 *
 * @param id unique in its log
 * @param split {@code train}, {@code dev}, {@code test} or {@code own}
 * @param family of a generated task, for reports only; empty for a user's own
 * @param condition of its picture, for reports only
 * @param question verbatim
 * @param hasImage whether it has a picture
 * @param embedding shape [384]: of the question
 * @param statistics shape [14]: of its first picture; zeros without one
 * @param firsts by pair id: the pair as first hop, and any pair that does not work on evidence at any hop
 * @param seconds by evidence, then by pair id: pairs that work on evidence, on each text that some pair brought
 * @param source the set that it comes from; null for a generated one
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; do not change
public record LoggedTask(
        String id,
        String split,
        String family,
        String condition,
        String question,
        boolean hasImage,
        float[] embedding,
        double[] statistics,
        Map<String, LoggedRun> firsts,
        List<LoggedSecond> seconds,
        @Nullable DataSource source) {

    public LoggedTask {
        firsts = Collections.unmodifiableMap(new LinkedHashMap<>(firsts));
        seconds = List.copyOf(seconds);
    }

    /** A generated task. */
    public LoggedTask(
            String id,
            String split,
            String family,
            String condition,
            String question,
            boolean hasImage,
            float[] embedding,
            double[] statistics,
            Map<String, LoggedRun> firsts,
            List<LoggedSecond> seconds) {
        this(id, split, family, condition, question, hasImage, embedding, statistics, firsts, seconds, null);
    }

    /** The sets that some tasks come from, by name. */
    public static Map<String, DataSource> sources(List<LoggedTask> tasks) {
        Map<String, DataSource> result = new TreeMap<>();
        for (LoggedTask task : tasks) {
            if (task.source != null) {
                result.put(task.source.name(), task.source);
            }
        }
        return result;
    }

    /**
     * One run of a pair.
     *
     * @param score of its observation as the answer, 0 to 1
     * @param cpuMillis CPU time, at least 0
     * @param costMicroUsd money, CPU time included as the reward counts it
     * @param observation what it brought
     */
    public record LoggedRun(double score, double cpuMillis, double costMicroUsd, String observation) {}

    /** One run of a pair on a text that another pair had brought. */
    public record LoggedSecond(String evidence, String pairId, LoggedRun run) {}
}
