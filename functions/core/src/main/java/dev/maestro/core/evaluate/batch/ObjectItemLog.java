package dev.maestro.core.evaluate.batch;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.evaluate.plan.EvaluationRecords;
import java.io.IOException;
import java.util.Optional;

/** A log in the object store: one small object a result, numbered. */
public final class ObjectItemLog implements ItemLog {

    private final ObjectStore objects;
    private final String folder;
    private int next;

    /** The log of an evaluation. */
    public ObjectItemLog(ObjectStore objects, String evaluationId) {
        this.objects = objects;
        this.folder = EvaluationRecords.folder(evaluationId);
    }

    @Override
    public synchronized void append(ItemResult result) throws IOException {
        byte[] bytes = Json.bytes(result);
        while (!objects.putIfAbsent(folder + "items/" + next, bytes)) {
            next++;
        }
        next++;
    }

    @Override
    public synchronized void each(Consumer consumer) throws IOException {
        int number = 0;
        Optional<byte[]> found = objects.get(folder + "items/" + number);
        while (found.isPresent()) {
            consumer.accept(Json.read(ItemResult.class, found.get(), "malformed-item-result"));
            number++;
            found = objects.get(folder + "items/" + number);
        }
        next = number;
    }
}
