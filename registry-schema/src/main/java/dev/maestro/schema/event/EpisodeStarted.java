package dev.maestro.schema.event;

import dev.maestro.schema.wire.EpisodeState;

/**
 * An episode was set up; its policy may decide.
 *
 * @param state the episode after this fact
 */
public record EpisodeStarted(EpisodeState state) implements EpisodeEvent {

    @Override
    public String eventId() {
        return EventIds.of(state, 0, "task");
    }

    @Override
    public String key() {
        return state.episodeId();
    }
}
