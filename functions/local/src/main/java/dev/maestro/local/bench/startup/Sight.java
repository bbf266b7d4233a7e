package dev.maestro.local.bench.startup;

import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.Stage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks for the sign that a function handled its first event: an output, or the commit of its group. */
final class Sight implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Stage stage;
    private final FirstEvent first;
    private final KafkaConsumer<byte[], byte[]> outputs;
    private final Admin admin;

    private Sight(Stage stage, FirstEvent first, KafkaConsumer<byte[], byte[]> outputs, Admin admin) {
        this.stage = stage;
        this.first = first;
        this.outputs = outputs;
        this.admin = admin;
    }

    /** From now on. */
    static Sight of(String bootstrapServers, Stage stage, FirstEvent first) {
        KafkaConsumer<byte[], byte[]> outputs = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        first.shownBy().ifPresent(type -> {
            List<TopicPartition> partitions = partitions(outputs, type);
            outputs.assign(partitions);
            outputs.seekToEnd(partitions);
            partitions.forEach(outputs::position);
        });
        return new Sight(stage, first, outputs, Admin.create(Map.of("bootstrap.servers", bootstrapServers)));
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, EventType type) {
        return consumer.partitionsFor(type.topic()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /**
     * Waits for the sign; asks the gateway its question as soon as it listens.
     *
     * @throws StartupException when the process ends before, or a minute passes
     */
    void await(StartedFunction started) throws IOException, InterruptedException {
        long until = System.nanoTime() + LONGEST.toNanos();
        boolean asked = first.question().isEmpty();
        while (System.nanoTime() < until) {
            if (!asked) {
                asked = ask(started);
            } else if (isSeen()) {
                return;
            }
            started.checkAlive();
        }
        throw started.failure("did not handle its first event within " + LONGEST.toMinutes() + " minutes", null);
    }

    private boolean isSeen() throws InterruptedException {
        if (first.shownBy().isPresent()) {
            return !outputs.poll(POLL).isEmpty();
        }
        LockSupport.parkNanos(PAUSE.toNanos());
        EventType input = stage.consumes().getFirst();
        List<TopicPartition> partitions = partitions(outputs, input);
        Map<TopicPartition, Long> ends = outputs.endOffsets(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        return ends.entrySet().stream()
                .allMatch(end -> end.getValue() == 0
                        || Optional.ofNullable(committed.get(end.getKey()))
                                .map(offset -> offset.offset() >= end.getValue())
                                .orElse(false));
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws InterruptedException {
        try {
            return admin.listConsumerGroupOffsets("maestro." + stage.word())
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (ExecutionException e) {
            throw new StartupException("The embedded broker does not tell what was committed: " + e.getCause(), e);
        }
    }

    private boolean ask(StartedFunction started) throws IOException, InterruptedException {
        URI address = started.address();
        if (address == null) {
            LockSupport.parkNanos(PAUSE.toNanos());
            return false;
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> reply = client.send(
                    HttpRequest.newBuilder(address.resolve("/v1/questions"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(first.question()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (reply.statusCode() != 202) {
                throw started.failure("answered " + reply.statusCode() + ": " + reply.body(), null);
            }
        }
        return true;
    }

    @Override
    public void close() {
        outputs.close();
        admin.close();
    }
}
