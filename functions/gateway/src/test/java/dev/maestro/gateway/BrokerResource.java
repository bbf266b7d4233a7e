package dev.maestro.gateway;

import dev.maestro.broker.EmbeddedBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** A real broker in the test's JVM. */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {

    private EmbeddedBroker broker;

    @Override
    public Map<String, String> start() {
        try {
            broker = EmbeddedBroker.start(Files.createTempDirectory("maestro-gateway"), 0);
            return Map.of(
                    "kafka.bootstrap.servers", broker.bootstrapServers(),
                    "maestro.kafka.autostart", "true",
                    "maestro.gateway.check-model-server", "false",
                    "maestro.gateway.tenants.poor.micro-usd-per-day", "5",
                    "maestro.gateway.tenants.narrow.max-in-flight", "1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}
