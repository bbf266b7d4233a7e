package dev.maestro.gateway;

import dev.maestro.gateway.quota.Quotas;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Settings of the users' API. */
@ConfigMapping(prefix = "maestro.gateway")
public interface GatewayConfig {

    /**
     * SHA-256 of the accepted keys in hex, each perhaps behind a tenant and a colon: {@code acme:9f86d0...}. Keys in
     * plain text go into the environment variable {@code MAESTRO_API_KEYS}.
     */
    Optional<List<String>> apiKeys();

    /** The issuer whose tokens are accepted, beside keys; none unless set. See DESIGN.md. */
    Optional<Oidc> oidc();

    /** An OpenID Connect issuer, and what its tokens must say. */
    interface Oidc {

        /** The issuer, exactly as its tokens name it: an {@code https} address. */
        String issuer();

        /** Where its keys are; found by OpenID Connect Discovery unless set. */
        Optional<String> keysUrl();

        /** Whom a token must be made for; one of these is enough. */
        List<String> audience();

        /**
         * The claim that says whose request it is, {@code tenant} unless set; {@code /a/b} is the field b of the claim a. It
         * may be a list.
         */
        Optional<String> tenantClaim();

        /**
         * The tenants that may come in: {@code TENANT}, or {@code CLAIM-VALUE=TENANT}, or {@code *} for any that the issuer
         * names. When a token fits several, the first listed counts.
         */
        List<String> tenants();

        /** The least time between two fetches of the keys when tokens name keys that are not known; 10 s unless set. */
        Optional<Duration> keysRefreshAfter();
    }

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

    /**
     * Origins that images may be fetched from, such as {@code https://images.example.com}; none unless set. Only
     * {@code POST /v1/chat/completions} takes links at all.
     */
    Optional<List<String>> imageOrigins();

    /** Limits by tenant; those of {@code *} hold for every tenant that has none of its own. See {@link Quotas}. */
    Map<String, Tenant> tenants();

    /** What one tenant may ask for; what is not set is not limited. */
    interface Tenant {

        /** Most questions in a minute. */
        OptionalInt questionsPerMinute();

        /** Most episodes that run at a time. */
        OptionalInt maxInFlight();

        /** Most money that the episodes of a UTC day may cost, in millionths of a US dollar. */
        OptionalDouble microUsdPerDay();
    }

    /** Whether readiness includes the model server. */
    @WithDefault("true")
    boolean checkModelServer();
}
