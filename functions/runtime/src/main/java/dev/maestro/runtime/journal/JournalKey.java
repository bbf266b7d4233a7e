package dev.maestro.runtime.journal;

import dev.maestro.schema.event.Stage;

/**
 * One call of one step of one episode.
 *
 * @param episodeId which episode
 * @param stepIndex from 0
 * @param stage who calls
 * @param callIndex position among the calls of the step, from 0
 * @param attempt of the episode, from 0
 */
public record JournalKey(String episodeId, int stepIndex, Stage stage, int callIndex, int attempt) {

    String name() {
        return "journal/" + Journal.safe(episodeId) + "/" + stepIndex + "/" + stage.word() + "/" + callIndex + "/"
                + attempt;
    }
}
