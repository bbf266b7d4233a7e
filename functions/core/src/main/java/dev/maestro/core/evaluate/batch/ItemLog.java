package dev.maestro.core.evaluate.batch;

import java.io.IOException;

/** Where results are kept, one by one, so that a killed run goes on where it was. Thread-safe. */
public interface ItemLog {

    /** Takes one result after another. */
    @FunctionalInterface
    interface Consumer {

        /** Takes one. */
        void accept(ItemResult result) throws IOException;
    }

    /**
     * Adds a result; when this returns it outlives a kill of the process.
     *
     * @throws IOException when it could not be stored, for one because the disk is full
     */
    void append(ItemResult result) throws IOException;

    /**
     * Reads all results in the order in which they were added. Of two with the same key the later counts.
     *
     * @throws IOException when it cannot be read
     */
    void each(Consumer consumer) throws IOException;
}
