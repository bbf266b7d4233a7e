package dev.maestro.core.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        List<LoggedSecond> seconds) {

    public LoggedTask {
        firsts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(firsts));
        seconds = List.copyOf(seconds);
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
