package dev.maestro.runtime.kafka;

import dev.maestro.runtime.PublishException;
import dev.maestro.schema.event.Stage;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;

/**
 * Writes what follows from a pushed event, all of it or nothing. Each process has a transactional id of its own, as
 * functions that events are pushed to come and go without an ordinal. One transaction at a time. Thread-safe.
 */
@ApplicationScoped
public class OutputTransactions {

    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final Map<Stage, KafkaProducer<byte[], byte[]>> producers = new EnumMap<>(Stage.class);
    private final String process = UUID.randomUUID().toString();

    OutputTransactions(KafkaClients clients) {
        this.clients = clients;
    }

    /**
     * Writes.
     *
     * @throws PublishException when the broker did not take it; nothing of it will be read
     */
    synchronized void write(Stage stage, List<Output> outputs) {
        try {
            KafkaProducer<byte[], byte[]> producer = producers.computeIfAbsent(stage, this::open);
            producer.beginTransaction();
            outputs.forEach(output -> {
                var unused = producer.send(output.toRecord());
            });
            producer.commitTransaction();
        } catch (KafkaException e) {
            KafkaProducer<byte[], byte[]> broken = producers.remove(stage);
            if (broken != null) {
                broken.close(Duration.ZERO);
            }
            throw new PublishException(
                    "The event log at " + clients.settings().get("bootstrap.servers") + " did not take what follows: "
                            + LaneFailures.explained(e) + ". Pushing the event again is safe.",
                    e);
        }
    }

    private KafkaProducer<byte[], byte[]> open(Stage stage) {
        KafkaProducer<byte[], byte[]> producer =
                clients.transactional(stage.word() + "-push-" + process, "maestro-push-" + stage.word());
        try {
            producer.initTransactions();
            return producer;
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    @PreDestroy
    synchronized void close() {
        producers.values().forEach(producer -> producer.close(CLOSE));
    }
}
