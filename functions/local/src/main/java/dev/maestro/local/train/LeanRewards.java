package dev.maestro.local.train;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Task;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads rewarded episodes as far as a learner looks at them: scores of candidates, budgets, times, usage of the policy and
 * pictures are skipped, for reading them takes longer than all the rest. An episode with parallel calls is read whole, since
 * there the scores say which call counts.
 */
final class LeanRewards {

    private static final ObjectReader LEAN = Json.mapper()
            .copy()
            .addMixIn(RewardAssigned.class, OfReward.class)
            .addMixIn(EpisodeState.class, OfState.class)
            .addMixIn(Task.class, OfTask.class)
            .addMixIn(Decision.class, OfDecision.class)
            .readerFor(RewardAssigned.class);

    private LeanRewards() {}

    @JsonIgnoreProperties("end")
    private interface OfReward {}

    @JsonIgnoreProperties({"budget", "experts", "skills", "startedAt", "deadline", "usage", "ablation"})
    private interface OfState {}

    @JsonIgnoreProperties({"images", "choices"})
    private interface OfTask {}

    @JsonIgnoreProperties({"scores", "logSumExp", "latencyMillis", "usage"})
    private interface OfDecision {}

    /**
     * The event, without what is skipped.
     *
     * @return empty for bytes that are no such event
     */
    static Optional<RewardAssigned> read(byte[] bytes) {
        try {
            RewardAssigned lean = LEAN.readValue(bytes);
            return lean == null || lean.state() == null
                    ? Optional.empty()
                    : Optional.of(isParallel(lean.state()) ? whole(bytes) : lean);
        } catch (IOException | TerminalException e) {
            return Optional.empty();
        }
    }

    private static boolean isParallel(EpisodeState state) {
        return state.steps().stream().anyMatch(step -> step.invocations().size() > 1);
    }

    private static RewardAssigned whole(byte[] bytes) {
        return (RewardAssigned) Json.event(EventType.REWARD_ASSIGNED, bytes);
    }
}
