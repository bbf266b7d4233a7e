package dev.maestro.schema.event;

import dev.maestro.schema.wire.Purpose;

/**
 * A piece of an answer, told while the policy writes it: for who waits, outside of transactions, and lost without harm.
 * How the episode ended says {@link EpisodeEnded} alone.
 *
 * @param episodeId whose answer it is
 * @param stepIndex of the decision that is being made
 * @param attempt at writing this answer: the later one has the higher number (milliseconds since 1970 at its beginning),
 *     and makes all pieces of earlier ones void
 * @param index of the piece in its attempt, from 0 without gaps; behind a gap something was lost
 * @param text what was written since the piece before; together the pieces are a beginning of the answer
 */
public record AnswerChunk(String episodeId, int stepIndex, long attempt, int index, String text) implements Event {

    @Override
    public String eventId() {
        return episodeId + "/" + stepIndex + "/answer-chunk/" + attempt + "." + index;
    }

    @Override
    public String key() {
        return episodeId;
    }

    /** Nobody waits for the answers of other purposes, so theirs are not told in pieces. */
    @Override
    public Purpose purpose() {
        return Purpose.SERVE;
    }
}
