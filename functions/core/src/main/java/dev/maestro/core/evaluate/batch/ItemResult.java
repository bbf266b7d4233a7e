package dev.maestro.core.evaluate.batch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one item under one policy: a line of the item log.
 *
 * @param policy label of the policy
 * @param benchmark name of the set, as in the report
 * @param part what the item calls its benchmark; perhaps empty
 * @param id of the item
 * @param family of the item; perhaps empty
 * @param question verbatim
 * @param choices options, else empty
 * @param images paths of the pictures on the machine of the run; empty for a text-only item
 * @param expected what is right
 * @param answerType of the reference
 * @param metric of the reference
 * @param answer what was answered; null for none
 * @param score 0 to 1, by the metric
 * @param correct whether the score is 1
 * @param outcome how the episode ended, in a word: "answered", "refused", "exhausted", "broken" or "lost"
 * @param reason why there is no answer; null where there is one
 * @param pairs that were called, in order
 * @param steps the calls
 * @param costMicroUsd price of the work
 * @param billedMicroUsd what was paid
 * @param cpuMillis CPU time of the experts
 * @param latencyMillis from submission to reward, as the runner saw it
 * @param expertMillis wall time of the calls and of the policy
 * @param slotMillis time that the item occupied one of the runner's slots
 * @param policyVersion that decided; null when nothing is known of the episode
 * @param taskId opaque
 * @param episodeId opaque; see {@code ./maestro episode}
 * @param endedAt when
 */
public record ItemResult(
        String policy,
        String benchmark,
        String part,
        String id,
        String family,
        String question,
        List<String> choices,
        List<String> images,
        String expected,
        String answerType,
        String metric,
        @Nullable String answer,
        double score,
        boolean correct,
        String outcome,
        @Nullable String reason,
        List<String> pairs,
        List<ItemStep> steps,
        double costMicroUsd,
        double billedMicroUsd,
        double cpuMillis,
        double latencyMillis,
        double expertMillis,
        double slotMillis,
        @Nullable String policyVersion,
        String taskId,
        String episodeId,
        Instant endedAt) {

    /** No reward came in time. */
    public static final String LOST = "lost";

    /** Infrastructure failed. */
    public static final String BROKEN = "broken";

    public ItemResult {
        choices = List.copyOf(choices);
        images = List.copyOf(images);
        pairs = List.copyOf(pairs);
        steps = List.copyOf(steps);
    }

    /** Whether infrastructure failed on the way, so that the answer says nothing about the policy. */
    @JsonIgnore
    public boolean isFailure() {
        return outcome.equals(LOST) || outcome.equals(BROKEN);
    }

    /** What is the same for each result of an item under a policy. */
    @JsonIgnore
    public String key() {
        return policy + '\n' + benchmark + '\n' + id;
    }
}
