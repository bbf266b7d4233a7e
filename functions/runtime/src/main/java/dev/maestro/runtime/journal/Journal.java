package dev.maestro.runtime.journal;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.registry.Digest;
import dev.maestro.runtime.store.ObjectNames;
import dev.maestro.schema.event.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What was done, so that it is not done twice: results of calls, outputs of hops and counts of tries. The first entry
 * under a key stands for ever. Thread-safe.
 */
public final class Journal {

    private static final byte[] NOTHING = new byte[0];

    private final ObjectStore store;

    public Journal(ObjectStore store) {
        this.store = store;
    }

    /** The result of a call, if it was journalled. */
    public Optional<byte[]> find(JournalKey key) throws IOException {
        return store.get(key.name());
    }

    /**
     * Journals the result of a call.
     *
     * @return the result that stands: this one, or the one that was there before
     */
    public byte[] record(JournalKey key, byte[] result) throws IOException {
        return recordNamed(key.name(), result);
    }

    /**
     * What a stage made of an event, if it was journalled.
     *
     * @param eventId of the event that it consumed
     */
    public Optional<byte[]> findHop(Stage stage, String eventId) throws IOException {
        return store.get(hop(stage, eventId));
    }

    /**
     * Journals what a stage made of an event.
     *
     * @return the entry that stands: this one, or the one that was there before
     */
    public byte[] recordHop(Stage stage, String eventId, byte[] entry) throws IOException {
        return recordNamed(hop(stage, eventId), entry);
    }

    /** Whether what followed from a pushed event stands on its topics. */
    public boolean isWritten(Stage stage, String eventId) throws IOException {
        return store.get(written(stage, eventId)).isPresent();
    }

    /** Notes that what followed from a pushed event stands on its topics. */
    public void markWritten(Stage stage, String eventId) throws IOException {
        store.putIfAbsent(written(stage, eventId), NOTHING);
    }

    /** How many tries of an event by a stage were counted. */
    public int tries(Stage stage, String eventId) throws IOException {
        int tries = 0;
        while (store.get(attempt(stage, eventId, tries + 1)).isPresent()) {
            tries++;
        }
        return tries;
    }

    /**
     * Counts a try before it begins.
     *
     * @param number of the try, from 1
     */
    public void countTry(Stage stage, String eventId, int number) throws IOException {
        store.putIfAbsent(attempt(stage, eventId, number), NOTHING);
    }

    /** An id as part of an object name: itself, or a digest when it has characters that names may not have. */
    static String safe(String id) {
        return ObjectNames.isValid(id) ? id : "x" + Digest.hex(id.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] recordNamed(String name, byte[] bytes) throws IOException {
        if (store.putIfAbsent(name, bytes)) {
            return bytes;
        }
        return store.get(name)
                .orElseThrow(() -> new IOException("the journal entry " + name + " was there and is gone: was the store"
                        + " cleaned while functions run?"));
    }

    private static String hop(Stage stage, String eventId) {
        return "hops/" + stage.word() + "/" + safe(eventId);
    }

    private static String written(Stage stage, String eventId) {
        return "written/" + stage.word() + "/" + safe(eventId);
    }

    private static String attempt(Stage stage, String eventId, int number) {
        return "tries/" + stage.word() + "/" + safe(eventId) + "/" + number;
    }
}
