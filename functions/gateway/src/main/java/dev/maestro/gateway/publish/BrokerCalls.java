package dev.maestro.gateway.publish;

import dev.maestro.gateway.GatewayConfig;
import dev.maestro.gateway.problem.ProblemException;
import io.opentelemetry.context.Context;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls to the broker in bounded time: a client hears within seconds that it is away. */
@ApplicationScoped
public class BrokerCalls {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Duration timeout;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    BrokerCalls(GatewayConfig config) {
        this.timeout = config.publishTimeout();
    }

    /**
     * Calls.
     *
     * @throws ProblemException 503 when there is no result in time; what was to be published may still arrive, and
     *     sending the request again under the same key does no harm
     */
    public <T> T call(Callable<T> callable) {
        Future<T> result = executor.submit(Context.current().wrap(callable));
        try {
            return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            result.cancel(true);
            throw away(e);
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw away(e);
        }
    }

    private static ProblemException away(Exception e) {
        return ProblemException.later(
                "broker-unavailable",
                "the broker does not answer now; the request was not accepted. Send it again with the same"
                        + " Idempotency-Key",
                RETRY_AFTER,
                e);
    }

    @PreDestroy
    void close() {
        executor.shutdownNow();
    }
}
