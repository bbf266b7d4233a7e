package dev.maestro.core.episode;

import java.io.IOException;
import java.util.Optional;

/** Stores bytes under names. Content-addressed objects, the journal, references and episode documents live here. */
public interface ObjectStore {

    /**
     * Stores bytes under their own digest. Storing the same bytes again changes nothing.
     *
     * @return {@code sha256:<hex>}
     * @throws IOException when they could not be stored, for one because the disk is full
     */
    String putContent(byte[] bytes) throws IOException;

    /**
     * Stores bytes under a name that was not used before; atomic, also across processes and a kill.
     *
     * @param name path-like, of letters, digits, {@code . _ - /}
     * @return true when this call stored them, false when the name was taken
     */
    boolean putIfAbsent(String name, byte[] bytes) throws IOException;

    /** Stores bytes under a name, over what was there; atomic. */
    void put(String name, byte[] bytes) throws IOException;

    /**
     * Reads an object.
     *
     * @param name a name, or {@code sha256:<hex>}
     */
    Optional<byte[]> get(String name) throws IOException;
}
