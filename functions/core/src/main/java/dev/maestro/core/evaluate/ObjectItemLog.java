package dev.maestro.core.evaluate;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** A log in the object store: one small object a result, numbered, and in the end one object with all of them. */
public final class ObjectItemLog implements ItemLog {

    private final ObjectStore objects;
    private final String folder;
    private int next;

    /** The log of an evaluation. */
    public ObjectItemLog(ObjectStore objects, String evaluationId) {
        this.objects = objects;
        this.folder = "evaluations/" + ObjectItemLog.name(evaluationId) + "/";
    }

    /** An id as part of an object's name. */
    static String name(String evaluationId) {
        return evaluationId.replaceAll("[^A-Za-z0-9._-]", "_");
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

    /** Writes all results as JSON, one a line, into one object; gives its name. */
    public String whole() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        each(result -> {
            all.write(Json.bytes(result));
            all.write('\n');
        });
        String name = folder + "items.jsonl";
        objects.put(name, all.toByteArray());
        return name;
    }

    /** Writes the report; gives its name. */
    public String report(EvaluationReport report) throws IOException {
        String name = folder + "report.json";
        objects.put(name, Json.bytes(report));
        return name;
    }
}
