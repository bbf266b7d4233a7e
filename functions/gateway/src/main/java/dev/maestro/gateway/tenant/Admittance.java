package dev.maestro.gateway.tenant;

import dev.maestro.gateway.GatewayConfig;
import dev.maestro.gateway.problem.ProblemException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the API. On loopback without keys: programs of this machine, but no web page that a browser of this
 * machine happens to show. Otherwise: who has a key, or a token of the issuer that the settings name.
 */
@ApplicationScoped
class Admittance {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]", "0:0:0:0:0:0:0:1");

    private final ApiKeys keys;
    private final BearerTokens tokens;
    private final String defaultTenant;
    private final String host;

    Admittance(
            ApiKeys keys,
            BearerTokens tokens,
            GatewayConfig config,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        this.keys = keys;
        this.tokens = tokens;
        this.defaultTenant = config.tenant();
        this.host = host;
    }

    /** Refuses to start where anyone could use the API. */
    void start(@Observes StartupEvent event) {
        check(host, isOpen());
    }

    private boolean isOpen() {
        return keys.isEmpty() && !tokens.areTaken();
    }

    /**
     * Checks an address against the keys.
     *
     * @throws IllegalStateException when others than this machine could come in without a key
     */
    static void check(String host, boolean withoutKeys) {
        if (withoutKeys && !LOOPBACK.contains(host)) {
            throw new IllegalStateException("the API would be open to everyone on " + host
                    + ": set MAESTRO_API_KEYS (or maestro.gateway.api-keys to hashes), or maestro.gateway.oidc.issuer, or"
                    + " listen on 127.0.0.1");
        }
    }

    /**
     * Finds the tenant of a request.
     *
     * @throws ProblemException 401 or 403 when it may not come in
     */
    String tenant(ContainerRequestContext context) {
        if (isOpen()) {
            refuseWebPages(context);
            return defaultTenant;
        }
        String key = context.getHeaderString("X-API-Key");
        String credential = key == null ? bearer(context) : key;
        if (credential == null) {
            throw ProblemException.of(401, "no-key", "this gateway asks for " + credentials());
        }
        Optional<String> tenant = keys.tenantOf(credential);
        if (tenant.isPresent()) {
            return tenant.get();
        }
        if (key == null && tokens.areTaken() && BearerTokens.isOne(credential)) {
            return tokens.tenantOf(credential);
        }
        throw ProblemException.of(
                401,
                "unknown-key",
                "this key is not known here; check it for cuts and blanks, or ask who runs the gateway"
                        + (tokens.areTaken() ? "; it takes " + credentials() : ""));
    }

    private static @Nullable String bearer(ContainerRequestContext context) {
        String authorization = context.getHeaderString("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : null;
    }

    private String credentials() {
        String ofIssuer = tokens.advice();
        if (keys.isEmpty()) {
            return ofIssuer;
        }
        return "a key; send it as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'"
                + (tokens.areTaken() ? "; or " + ofIssuer : "");
    }

    /** Against forms of foreign pages, which browsers send to loopback too, and against names rebound to it. */
    private static void refuseWebPages(ContainerRequestContext context) {
        String origin = context.getHeaderString("Origin");
        String hostHeader = context.getHeaderString("Host");
        boolean foreignOrigin = origin != null && !LOOPBACK.contains(hostOf(origin));
        boolean foreignHost = hostHeader != null && !LOOPBACK.contains(hostOf("http://" + hostHeader));
        if (foreignOrigin || foreignHost) {
            throw ProblemException.of(
                    403,
                    "foreign-origin",
                    "without a key only programs of this machine are served, not web pages of elsewhere; set"
                            + " MAESTRO_API_KEYS and send a key");
        }
    }

    private static String hostOf(String uri) {
        try {
            String found = URI.create(uri).getHost();
            return found == null ? "" : found;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
