package dev.maestro.gateway.episode;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.maestro.schema.event.ActionDecided;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EpisodeEvent;
import dev.maestro.schema.event.EpisodeStarted;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.SkillInvoked;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Reward;
import dev.maestro.schema.wire.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An episode as clients see it.
 *
 * @param episodeId which
 * @param taskId its task
 * @param status {@code accepted} (no function has reported yet), {@code running} or {@code ended}
 * @param answer the answer; null while there is none and when the episode ended otherwise
 * @param end how it ended; null before
 * @param cost what it used so far
 * @param steps one row a call or decision, in order
 * @param latencyMillis from start to end; null before the end and where only the reward is known
 * @param policyId which policy decides; null before the start
 * @param policyVersion which version of it
 * @param reward its score; null until there is one
 * @param rewardedAt when it was scored
 * @param warnings what the client should know about its request
 * @param state all that is known, as events carry it; left out of events and of answers to a question
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "An episode: one attempt at a question")
public record EpisodeView(
        String episodeId,
        String taskId,
        String status,
        @Nullable String answer,
        @Nullable EpisodeEnd end,
        Usage cost,
        List<StepRow> steps,
        @Nullable Double latencyMillis,
        @Nullable String policyId,
        @Nullable String policyVersion,
        @Nullable Reward reward,
        @Nullable Instant rewardedAt,
        @Nullable List<String> warnings,
        @Nullable EpisodeState state) {

    public static final String ACCEPTED = "accepted";
    static final String RUNNING = "running";
    public static final String ENDED = "ended";

    public static EpisodeView accepted(String episodeId, String taskId) {
        return new EpisodeView(
                episodeId,
                taskId,
                ACCEPTED,
                null,
                null,
                Usage.NONE,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public static EpisodeView of(EpisodeEvent event) {
        return switch (event) {
            case EpisodeStarted started -> of(started.state(), RUNNING, null, null, null, null);
            case ActionDecided decided -> of(decided.state(), RUNNING, null, null, null, null);
            case SkillInvoked invoked -> of(invoked.state(), RUNNING, null, null, null, null);
            case EpisodeEnded ended ->
                of(
                        ended.state(),
                        ENDED,
                        ended.end(),
                        Duration.between(ended.state().startedAt(), ended.endedAt())
                                        .toNanos()
                                / 1e6,
                        null,
                        null);
            case RewardAssigned rewarded ->
                of(rewarded.state(), ENDED, rewarded.end(), null, rewarded.reward(), rewarded.rewardedAt());
        };
    }

    private static EpisodeView of(
            EpisodeState state,
            String status,
            @Nullable EpisodeEnd end,
            @Nullable Double latencyMillis,
            @Nullable Reward reward,
            @Nullable Instant rewardedAt) {
        return new EpisodeView(
                state.episodeId(),
                state.task().taskId(),
                status,
                end instanceof EpisodeEnd.Answered answered ? answered.answer() : null,
                end,
                state.usage(),
                StepRow.of(state),
                latencyMillis,
                state.policyId(),
                state.policyVersion(),
                reward,
                rewardedAt,
                null,
                state);
    }

    public EpisodeView withoutState() {
        return with(warnings, null);
    }

    public EpisodeView withWarnings(List<String> newWarnings) {
        return with(newWarnings.isEmpty() ? null : newWarnings, state);
    }

    private EpisodeView with(@Nullable List<String> newWarnings, @Nullable EpisodeState newState) {
        return new EpisodeView(
                episodeId,
                taskId,
                status,
                answer,
                end,
                cost,
                steps,
                latencyMillis,
                policyId,
                policyVersion,
                reward,
                rewardedAt,
                newWarnings,
                newState);
    }
}
