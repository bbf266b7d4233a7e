package dev.maestro.schema.event;

import dev.maestro.schema.wire.EpisodeState;

/**
 * The policy chose an action that calls experts; the last step waits for its invocations.
 *
 * @param state the episode after this fact
 */
public record ActionDecided(EpisodeState state) implements EpisodeEvent {

    @Override
    public String eventId() {
        return EventIds.of(state, state.lastStepIndex(), "decide");
    }

    @Override
    public String key() {
        return state.episodeId();
    }
}
