package dev.maestro.schema.event;

import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Reward;
import java.time.Instant;

/**
 * An ended episode was scored, or it was said why it is not.
 *
 * @param state the episode after this fact
 * @param end how the episode ended
 * @param reward the score with its parts
 * @param rewardedAt when
 */
public record RewardAssigned(EpisodeState state, EpisodeEnd end, Reward reward, Instant rewardedAt)
        implements EpisodeEvent {

    @Override
    public String eventId() {
        return EventIds.of(state, 0, reward.metric().equals("feedback") ? "reward-feedback" : "reward");
    }

    @Override
    public String key() {
        return state.task().taskId();
    }
}
