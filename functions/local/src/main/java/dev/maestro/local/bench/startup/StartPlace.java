package dev.maestro.local.bench.startup;

import dev.maestro.broker.EmbeddedBroker;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.local.flow.ShippedCalibration;
import dev.maestro.runtime.kafka.EventCodec;
import dev.maestro.runtime.kafka.Topics;
import dev.maestro.runtime.registry.StoredRegistries;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What one function needs around it: a broker and an object store of its own, with registry and calibrations, and a
 * model server that others use too. The function is started here again and again, with the same identity.
 */
final class StartPlace implements AutoCloseable {

    /** A heap as small containers have it; it also keeps the form of pointers the same wherever a cache is made. */
    private static final String HEAP = "-Xmx256m";

    private final PackagedFunction function;
    private final Path folder;
    private final String models;
    private final EmbeddedBroker broker;
    private final KafkaProducer<byte[], byte[]> producer;
    private final FirstEvents events;
    private int starts;

    private StartPlace(
            PackagedFunction function, Path folder, String models, EmbeddedBroker broker, FirstEvents events) {
        this.function = function;
        this.folder = folder;
        this.models = models;
        this.broker = broker;
        this.events = events;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all", "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Opens one.
     *
     * @param parent the place makes a folder in it
     * @param models target of a model server with the embedded experts
     */
    static StartPlace open(PackagedFunction function, Path parent, String models) throws IOException {
        Path folder = parent.resolve(function.stage().word());
        ObjectStore objects = FileObjectStore.open(folder.resolve("objects"));
        RegistrySnapshot registry = new StoredRegistries(objects).publish(RegistryLoader.embedded());
        ShippedCalibration.publish(objects);
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        try {
            Topics.ensure(Map.of("bootstrap.servers", broker.bootstrapServers()), Topics.PARTITIONS);
            return new StartPlace(function, folder, models, broker, new FirstEvents(registry, objects));
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /**
     * Starts the function with an event waiting, and stops it when it has handled that.
     *
     * @param options of the JVM
     * @return what it used until then
     * @throws StartupException when it did not get so far, with the end of its log
     */
    Measured start(List<String> options) throws IOException, InterruptedException {
        int number = starts++;
        FirstEvent first = events.of(function.stage(), number);
        try (Sight sight = Sight.of(broker.bootstrapServers(), function.stage(), first)) {
            publish(first.events());
            long before = System.nanoTime();
            List<String> all = new ArrayList<>(List.of(HEAP));
            all.addAll(options);
            try (StartedFunction started =
                    StartedFunction.start(function, all, environment(), folder.resolve("start-" + number + ".log"))) {
                sight.await(started);
                double seconds = (System.nanoTime() - before) / 1e9;
                StartedFunction.Usage usage = started.usage();
                started.stop();
                return new Measured(usage.cpuSeconds(), usage.rssMegabytes(), seconds);
            }
        }
    }

    /**
     * One start.
     *
     * @param cpuSeconds of the process until its first output was seen
     * @param rssMegabytes of the process then
     * @param seconds from its start until then
     */
    record Measured(double cpuSeconds, double rssMegabytes, double seconds) {}

    private Map<String, String> environment() {
        Map<String, String> settings = new HashMap<>();
        settings.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        settings.put("MAESTRO_OBJECTS_PATH", folder.resolve("objects").toString());
        settings.put("MAESTRO_MODEL_SERVER_TARGET", models);
        settings.put("MAESTRO_MODEL_SERVER_HOME", folder.toString());
        settings.put("MAESTRO_KAFKA_CREATE_TOPICS", "false");
        settings.put("MAESTRO_ORDINAL", "0");
        settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        settings.put("QUARKUS_HTTP_PORT", "0");
        // Else it looks at every fifth version only.
        settings.put("MAESTRO_PROMOTE_EVERY", "1");
        return settings;
    }

    private void publish(List<Event> waiting) throws InterruptedException {
        try {
            for (Event event : waiting) {
                producer.send(EventCodec.record(event, Stage.GATEWAY.word())).get();
            }
        } catch (ExecutionException e) {
            throw new StartupException("The embedded broker did not take an event: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        producer.close();
        broker.close();
    }
}
