package dev.maestro.core.evaluate.plan;

import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.schema.event.EvaluationCompleted;
import dev.maestro.schema.event.EvaluationRequested;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What is kept about the requests of evaluations: which content an id stands for, and how each request ended. */
public final class EvaluationRecords {

    private final ObjectStore objects;

    public EvaluationRecords(ObjectStore objects) {
        this.objects = objects;
    }

    /** An id as the name of an object or a folder: never one above. */
    static String name(String evaluationId) {
        return evaluationId.replaceAll("^\\.|[^A-Za-z0-9._-]", "_");
    }

    /** Name of the folder of an evaluation in the object store, with a slash at its end. */
    public static String folder(String evaluationId) {
        return "evaluations/" + name(evaluationId) + "/";
    }

    private static String folder(EvaluationRequested request) {
        return folder(String.valueOf(request.evaluationId()));
    }

    /** Lets an id stand for the content of a request; false when it stands for another one. */
    public boolean claim(EvaluationRequested request) throws IOException {
        byte[] digest = request.contentDigest().getBytes(StandardCharsets.UTF_8);
        String name = folder(request) + "request";
        return objects.putIfAbsent(name, digest)
                || Arrays.equals(digest, objects.get(name).orElseThrow());
    }

    /** Keeps that an evaluation begins; gives what was begun under its id before, if anything was. */
    public Begun begin(Begun wanted) throws IOException {
        String name = folder(wanted.evaluationId()) + "begun";
        return objects.putIfAbsent(name, Json.bytes(wanted))
                ? wanted
                : Json.read(Begun.class, objects.get(name).orElseThrow(), "malformed-evaluation");
    }

    /**
     * Lets a folder of files be that of an evaluation.
     *
     * @return the id of the evaluation that it belongs to
     */
    public String owner(String folder, String evaluationId) throws IOException {
        String name = file(folder, "owner");
        return objects.putIfAbsent(name, evaluationId.getBytes(StandardCharsets.UTF_8))
                ? evaluationId
                : new String(objects.get(name).orElseThrow(), StandardCharsets.UTF_8);
    }

    /** Keeps a file of an evaluation; gives its name in the object store. */
    public String keep(String folder, String file, byte[] bytes) throws IOException {
        String name = file(folder, file);
        objects.put(name, bytes);
        return name;
    }

    private static String file(String folder, String file) {
        return "evaluations/" + folder + "/" + file;
    }

    /** Keeps how a request ended. */
    public EvaluationCompleted ended(EvaluationRequested request, EvaluationCompleted end) throws IOException {
        objects.put(end(request), Json.bytes(end));
        return end;
    }

    /** How the same request ended before; empty when it did not. */
    public Optional<EvaluationCompleted> endOf(EvaluationRequested request) throws IOException {
        return objects.get(end(request))
                .map(bytes -> Json.read(EvaluationCompleted.class, bytes, "malformed-evaluation-completed"));
    }

    private static String end(EvaluationRequested request) {
        return folder(request) + "ended/" + request.contentDigest();
    }
}
