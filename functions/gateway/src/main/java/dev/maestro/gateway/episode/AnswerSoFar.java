package dev.maestro.gateway.episode;

import dev.maestro.schema.event.AnswerChunk;

/**
 * What was heard of an answer while it is written: a beginning of it, or nothing. A later attempt at writing it makes
 * void what was heard before, and behind a lost piece nothing more is taken of that attempt. Thread-safe.
 */
final class AnswerSoFar {

    private static final int MOST_CHARACTERS = 1 << 20;

    private final StringBuilder text = new StringBuilder();
    private long attempt = Long.MIN_VALUE;
    private int next;

    synchronized void add(AnswerChunk chunk) {
        if (chunk.attempt() > attempt) {
            attempt = chunk.attempt();
            next = 0;
            text.setLength(0);
        }
        boolean fits = text.length() + chunk.text().length() <= MOST_CHARACTERS;
        if (chunk.attempt() == attempt && chunk.index() == next && fits) {
            text.append(chunk.text());
            next++;
        }
    }

    synchronized String text() {
        return text.toString();
    }
}
