package dev.maestro.gateway.readiness;

import dev.maestro.runtime.kafka.KafkaClients;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Ready when the broker answers and the publisher is connected to it, so that the first question is taken as any other. */
@Readiness
@ApplicationScoped
class BrokerReadiness implements HealthCheck {

    private static final int TIMEOUT_MILLIS = 2_000;

    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final PublisherConnection publisher;
    private @Nullable Admin admin;

    BrokerReadiness(KafkaClients clients, PublisherConnection publisher) {
        this.clients = clients;
        this.publisher = publisher;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("broker")
                .withData("address", String.valueOf(clients.settings().get("bootstrap.servers")));
        try {
            int nodes = admin().describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MILLIS))
                    .nodes()
                    .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                    .size();
            response.withData("nodes", nodes);
            return publisher.await(CONNECT)
                    ? response.up().build()
                    : response.down()
                            .withData(
                                    "advice",
                                    "the publisher is not connected yet; ask again, and when it stays so, look whether"
                                            + " the topics were made (maestro.kafka.create-topics) and may be written")
                            .build();
        } catch (ExecutionException | TimeoutException e) {
            return response.down()
                    .withData("advice", "no answer; start the broker, or set kafka.bootstrap.servers to where it is")
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return response.down().withData("advice", "interrupted; ask again").build();
        }
    }

    private synchronized Admin admin() {
        Admin current = admin;
        if (current == null) {
            Map<String, Object> settings = new HashMap<>(clients.settings());
            settings.put("client.id", "maestro-readiness");
            current = Admin.create(settings);
            admin = current;
        }
        return current;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
