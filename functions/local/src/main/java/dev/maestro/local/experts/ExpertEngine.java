package dev.maestro.local.experts;

import com.fasterxml.jackson.databind.JsonNode;

/** What stands behind one embedded expert. Thread-safe; loads what it needs at the first call. */
public interface ExpertEngine extends AutoCloseable {

    /**
     * Works on one call, on the calling thread.
     *
     * @return as the capability's schema says
     * @throws BadInputException when the options or the image make no sense
     */
    JsonNode answer(ExpertCall call);

    /** Frees what it loaded; no call may be running. It loads again at the next call. */
    @Override
    default void close() {}
}
