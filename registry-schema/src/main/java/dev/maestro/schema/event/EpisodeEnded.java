package dev.maestro.schema.event;

import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import java.time.Instant;

/**
 * The episode is over.
 *
 * @param state the episode after this fact
 * @param end how it ended
 * @param endedAt when
 */
public record EpisodeEnded(EpisodeState state, EpisodeEnd end, Instant endedAt) implements EpisodeEvent {

    @Override
    public String eventId() {
        return EventIds.of(state, 0, "end");
    }

    @Override
    public String key() {
        return state.episodeId();
    }
}
