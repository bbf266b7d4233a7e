package dev.maestro.core.evaluate;

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

    private static String folder(EvaluationRequested request) {
        return "evaluations/" + ObjectItemLog.name(String.valueOf(request.evaluationId())) + "/";
    }

    /** Lets an id stand for the content of a request; false when it stands for another one. */
    public boolean claim(EvaluationRequested request) throws IOException {
        byte[] digest = request.contentDigest().getBytes(StandardCharsets.UTF_8);
        String name = folder(request) + "request";
        return objects.putIfAbsent(name, digest)
                || Arrays.equals(digest, objects.get(name).orElseThrow());
    }

    /** Keeps how a request ended. */
    public EvaluationCompleted ended(EvaluationRequested request, EvaluationCompleted end) throws IOException {
        objects.put(name(request), Json.bytes(end));
        return end;
    }

    /** How the same request ended before; empty when it did not. */
    public Optional<EvaluationCompleted> endOf(EvaluationRequested request) throws IOException {
        return objects.get(name(request))
                .map(bytes -> Json.read(EvaluationCompleted.class, bytes, "malformed-evaluation-completed"));
    }

    private static String name(EvaluationRequested request) {
        return folder(request) + "ended/" + request.contentDigest();
    }
}
