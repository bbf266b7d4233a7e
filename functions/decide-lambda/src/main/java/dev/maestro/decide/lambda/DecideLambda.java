package dev.maestro.decide.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import dev.maestro.runtime.kafka.RefusedEventException;
import dev.maestro.runtime.kafka.StructuredEvents;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Decide on AWS Lambda: an invocation brings an event in the structured form of CloudEvents, and gets all that follows.
 * The same hop and journal as over Kafka and HTTP; what follows goes to Kafka, too. An invocation that fails may be
 * repeated, as Lambda does by itself for asynchronous ones.
 */
@Named("decide")
public class DecideLambda implements RequestStreamHandler {

    private final StructuredEvents events;

    DecideLambda(StructuredEvents events) {
        this.events = events;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try {
            output.write(Json.bytes(events.push(read(input))));
        } catch (RefusedEventException e) {
            throw new RefusedInvocationException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("this process stops; invoke the function again", e);
        }
    }

    private static JsonNode read(InputStream input) throws IOException {
        try {
            return Json.mapper().readTree(input);
        } catch (JsonProcessingException e) {
            throw new RefusedEventException(400, "malformed-event", "the event is no JSON: " + e.getOriginalMessage());
        }
    }
}
