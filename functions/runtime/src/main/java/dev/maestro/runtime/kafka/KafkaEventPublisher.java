package dev.maestro.runtime.kafka;

import dev.maestro.runtime.EventPublisher;
import dev.maestro.runtime.PublishException;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.Stage;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Publishes over Kafka. The trace that is current on the calling thread goes along. Thread-safe. */
@ApplicationScoped
public class KafkaEventPublisher implements EventPublisher {

    private final KafkaClients clients;
    private final KafkaSettings settings;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    KafkaEventPublisher(KafkaClients clients, KafkaSettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    @Override
    public void publish(List<Event> events) {
        Map<String, String> trace = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), trace, Map::put);
        List<Output> outputs = new ArrayList<>();
        for (Event event : events) {
            Output output = EventCodec.encode(event, Stage.GATEWAY.word(), trace.get(EventCodec.TRACEPARENT));
            if (output.size() > settings.maxEventBytes()) {
                throw new PublishException(
                        "The event " + event.eventId() + " has " + output.size() + " bytes, allowed are "
                                + settings.maxEventBytes() + ". Shorten the question, or store its images first.",
                        new IllegalArgumentException("event too large"));
            }
            outputs.add(output);
        }
        send(outputs);
    }

    @Override
    public void connect() {
        try {
            for (EventType type : List.of(EventType.TASK_SUBMITTED, EventType.FEEDBACK_SUBMITTED)) {
                producer().partitionsFor(type.topic());
            }
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    private void send(List<Output> outputs) {
        try {
            List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
            for (Output output : outputs) {
                acknowledgements.add(producer().send(output.toRecord()));
            }
            for (Future<RecordMetadata> acknowledgement : acknowledgements) {
                acknowledgement.get();
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(e);
        }
    }

    private PublishException failure(Throwable cause) {
        return new PublishException(
                "The event log at " + clients.settings().get("bootstrap.servers") + " did not take the event: "
                        + LaneFailures.explained(cause) + ". Sending it again is safe.",
                cause);
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> current = producer;
        if (current == null) {
            current = clients.producer("maestro-publisher");
            producer = current;
        }
        return current;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(java.time.Duration.ofSeconds(1));
        }
    }
}
