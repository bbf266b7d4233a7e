package dev.maestro.local.modelserver;

import dev.maestro.runtime.models.call.CallSettings;
import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.call.Pause;
import dev.maestro.runtime.models.triton.TritonClient;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.Price;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Clients and experts for tests. */
final class ModelClients {

    private ModelClients() {}

    /** A client of three attempts whose breaker hardly ever opens. */
    static TritonClient client(Pause pause) {
        return client(pause, 3);
    }

    /** A client of so many attempts whose breaker hardly ever opens. */
    static TritonClient client(Pause pause, int attempts) {
        return new TritonClient(new GuardedCalls(
                new CallSettings(attempts, Duration.ofMillis(20), Duration.ofMillis(50), 100, Duration.ofSeconds(5)),
                Instant::now,
                pause,
                new Random(7)));
    }

    /** An expert behind the configured model server. */
    static Expert expert(String model) {
        return new Expert(
                model,
                List.of(),
                List.of("read-text"),
                new Endpoint.Triton(null, model, null),
                null,
                null,
                "d",
                "c",
                new Price(5, 0, 0, 1000),
                100,
                new Limits(4, 1_000_000, 8192, 64, 4, 30_000),
                "mine");
    }

    static Instant inAMinute() {
        return Instant.now().plusSeconds(60);
    }
}
