package dev.maestro.gateway;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who may use the API. On loopback without keys: programs of this machine, but no web page that a browser of this
 * machine happens to show. Otherwise: who has a key.
 */
@ApplicationScoped
class Admittance {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]", "0:0:0:0:0:0:0:1");

    private final ApiKeys keys;
    private final String defaultTenant;
    private final String host;

    Admittance(ApiKeys keys, GatewayConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.keys = keys;
        this.defaultTenant = config.tenant();
        this.host = host;
    }

    /** Refuses to start where anyone could use the API. */
    void start(@Observes StartupEvent event) {
        check(host, keys.isEmpty());
    }

    /**
     * Checks an address against the keys.
     *
     * @throws IllegalStateException when others than this machine could come in without a key
     */
    static void check(String host, boolean withoutKeys) {
        if (withoutKeys && !LOOPBACK.contains(host)) {
            throw new IllegalStateException("the API would be open to everyone on " + host
                    + ": set MAESTRO_API_KEYS (or maestro.gateway.api-keys to hashes), or listen on 127.0.0.1");
        }
    }

    /**
     * Finds the tenant of a request.
     *
     * @throws ProblemException 401 or 403 when it may not come in
     */
    String tenant(ContainerRequestContext context) {
        if (keys.isEmpty()) {
            refuseWebPages(context);
            return defaultTenant;
        }
        return keys.tenantOf(key(context)).orElseThrow(Admittance::unknownKey);
    }

    private static String key(ContainerRequestContext context) {
        String header = context.getHeaderString("X-API-Key");
        String authorization = context.getHeaderString("Authorization");
        if (header != null) {
            return header;
        }
        if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return authorization.substring(7).strip();
        }
        throw ProblemException.of(
                401,
                "no-key",
                "this gateway asks for a key; send it as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'");
    }

    private static ProblemException unknownKey() {
        return ProblemException.of(
                401,
                "unknown-key",
                "this key is not known here; check it for cuts and blanks, or ask who runs the gateway");
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
