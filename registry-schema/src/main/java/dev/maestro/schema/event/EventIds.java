package dev.maestro.schema.event;

import dev.maestro.schema.wire.EpisodeState;

/** Event ids: the same fact gives the same id at every delivery. */
final class EventIds {

    private EventIds() {}

    static String of(EpisodeState state, int stepIndex, String stage) {
        return state.episodeId() + "/" + stepIndex + "/" + stage + "/" + state.attempt();
    }

    static String of(String taskId, String stage) {
        return taskId + "/0/" + stage + "/0";
    }
}
