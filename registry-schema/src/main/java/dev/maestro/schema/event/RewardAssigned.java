package dev.maestro.schema.event;

import dev.maestro.schema.wire.DataSource;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Reward;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An ended episode was scored, or it was said why it is not.
 *
 * @param state the episode after this fact
 * @param end how the episode ended
 * @param reward the score with its parts
 * @param rewardedAt when
 * @param source the set that the task is of, so that what learns from it can name it; null for one of no set
 */
public record RewardAssigned(
        EpisodeState state,
        EpisodeEnd end,
        Reward reward,
        Instant rewardedAt,
        @Nullable DataSource source) implements EpisodeEvent {

    /** Of a task that is of no set. */
    public RewardAssigned(EpisodeState state, EpisodeEnd end, Reward reward, Instant rewardedAt) {
        this(state, end, reward, rewardedAt, null);
    }

    @Override
    public String eventId() {
        return EventIds.of(state, 0, reward.metric().equals("feedback") ? "reward-feedback" : "reward");
    }

    @Override
    public String key() {
        return state.task().taskId();
    }
}
