package dev.maestro.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the users' API. */
@ConfigMapping(prefix = "maestro.gateway")
public interface GatewayConfig {

    /**
     * SHA-256 of the accepted keys in hex, each perhaps behind a tenant and a colon: {@code acme:9f86d0...}. Keys in
     * plain text go into the environment variable {@code MAESTRO_API_KEYS}.
     */
    Optional<List<String>> apiKeys();

    /** Whose task it is when the key names no tenant. */
    @WithDefault("default")
    String tenant();

    /** Longest body of a request, in bytes. */
    @WithDefault("67108864")
    long maxBodyBytes();

    /** Longest time that a request may wait for its answer. */
    @WithDefault("PT5M")
    Duration maxWait();

    /** How long the broker may take to accept an event before the client hears that it is away. */
    @WithDefault("PT4S")
    Duration publishTimeout();

    /** Most requests that may follow episodes as they run; each holds a consumer. */
    @WithDefault("32")
    int maxFollowers();

    /** Whether readiness includes the model server. */
    @WithDefault("true")
    boolean checkModelServer();
}
