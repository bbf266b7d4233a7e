package dev.maestro.gateway.readiness;

import dev.maestro.gateway.GatewayConfig;
import dev.maestro.runtime.models.kserve.GRPCInferenceServiceGrpc;
import dev.maestro.runtime.models.kserve.ServerReadyRequest;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Ready when the model server says that it is. */
@Readiness
@ApplicationScoped
class ModelServerReadiness implements HealthCheck {

    private static final int TIMEOUT_MILLIS = 2_000;

    private final String target;
    private final boolean wanted;
    private @Nullable ManagedChannel channel;

    ModelServerReadiness(
            GatewayConfig config,
            @ConfigProperty(name = "maestro.model-server.target", defaultValue = "127.0.0.1:8001") String target) {
        this.target = target;
        this.wanted = config.checkModelServer();
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("model-server").withData("address", target);
        if (!wanted) {
            return response.up().withData("checked", false).build();
        }
        try {
            boolean ready = GRPCInferenceServiceGrpc.newBlockingStub(channel())
                    .withDeadlineAfter(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                    .serverReady(ServerReadyRequest.getDefaultInstance())
                    .getReady();
            return response.status(ready).build();
        } catch (StatusRuntimeException e) {
            return response.down()
                    .withData("reason", e.getStatus().getCode().name())
                    .withData(
                            "advice",
                            "no answer; start the model server, or set maestro.model-server.target to where it is")
                    .build();
        }
    }

    private synchronized ManagedChannel channel() {
        ManagedChannel current = channel;
        if (current == null) {
            boolean secure = target.startsWith("https://");
            ManagedChannelBuilder<?> builder =
                    ManagedChannelBuilder.forTarget("dns:///" + target.replaceFirst("^https?://", ""));
            current = (secure ? builder.useTransportSecurity() : builder.usePlaintext()).build();
            channel = current;
        }
        current.resetConnectBackoff();
        return current;
    }

    @PreDestroy
    synchronized void close() {
        if (channel != null) {
            channel.shutdownNow();
        }
    }
}
