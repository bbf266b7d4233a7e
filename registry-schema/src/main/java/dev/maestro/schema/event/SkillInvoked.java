package dev.maestro.schema.event;

import dev.maestro.schema.wire.EpisodeState;

/**
 * The calls of the last step were run.
 *
 * @param state the episode after this fact
 */
public record SkillInvoked(EpisodeState state) implements EpisodeEvent {

    @Override
    public String eventId() {
        return EventIds.of(state, state.lastStepIndex(), "invoke");
    }

    @Override
    public String key() {
        return state.episodeId();
    }
}
