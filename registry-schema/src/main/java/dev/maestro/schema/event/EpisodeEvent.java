package dev.maestro.schema.event;

import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Purpose;

/** A fact about a running episode, which carries its whole state. */
public sealed interface EpisodeEvent extends Event
        permits EpisodeStarted, ActionDecided, SkillInvoked, EpisodeEnded, RewardAssigned {

    /** The episode after this fact. */
    EpisodeState state();

    @Override
    default Purpose purpose() {
        return state().task().purpose();
    }
}
