package dev.maestro.gateway.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maestro.gateway.GatewayConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jose4j.http.Response;
import org.jose4j.http.SimpleResponse;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * The keys that an OpenID Connect issuer signs with: fetched when the first token comes, kept, fetched again when a token
 * names a key that is not among them (at most every {@code keys-refresh-after}), and kept for an hour more while the
 * issuer is away.
 */
final class IssuerKeys implements VerificationKeyResolver, AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(4);
    private static final Duration REFRESH_AFTER = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 1 << 20;
    private static final long KEPT_WHILE_AWAY_SECONDS = 3_600;

    private final GatewayConfig.Oidc config;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(LONGEST)
            .build();
    private final ReentrantLock discovery = new ReentrantLock();
    private @Nullable VerificationKeyResolver keys;

    IssuerKeys(GatewayConfig.Oidc config) {
        this.config = config;
    }

    @Override
    public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        VerificationKeyResolver found;
        try {
            found = keys();
        } catch (IOException e) {
            throw new UnresolvableKeyException("where the issuer's keys are is not known", e);
        }
        return found.resolveKey(signature, nesting);
    }

    private VerificationKeyResolver keys() throws IOException {
        discovery.lock();
        try {
            if (keys == null) {
                HttpsJwks published = new HttpsJwks(
                        config.keysUrl().isPresent() ? config.keysUrl().get() : announced());
                published.setSimpleHttpGet(this::get);
                published.setRetainCacheOnErrorDuration(KEPT_WHILE_AWAY_SECONDS);
                published.setRefreshReprieveThreshold(
                        config.keysRefreshAfter().orElse(REFRESH_AFTER).toMillis());
                keys = new HttpsJwksVerificationKeyResolver(published);
            }
            return keys;
        } finally {
            discovery.unlock();
        }
    }

    /** Where the issuer says that its keys are (OpenID Connect Discovery 1.0, section 4). */
    private String announced() throws IOException {
        String issuer = config.issuer();
        String address = (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer)
                + "/.well-known/openid-configuration";
        JsonNode document = new ObjectMapper().readTree(get(address).getBody());
        if (!issuer.equals(document.path("issuer").asText())) {
            throw new IOException(address + " speaks for another issuer: '"
                    + document.path("issuer").asText() + "'");
        }
        String url = document.path("jwks_uri").asText();
        if (!BearerTokens.isSafe(url)) {
            throw new IOException(address + " names no https address of keys: '" + url + "'");
        }
        return url;
    }

    private SimpleResponse get(String address) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> reply = http.sendAsync(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Accept", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            HttpResponse<byte[]> response = reply.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException(address + " replied with status " + response.statusCode());
            }
            return new Response(
                    response.statusCode(),
                    "",
                    response.headers().map(),
                    new String(response.body(), StandardCharsets.UTF_8));
        } catch (ExecutionException | TimeoutException e) {
            reply.cancel(true);
            throw new IOException(address + " gave nothing usable within " + LONGEST.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            reply.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("the gateway stops", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
