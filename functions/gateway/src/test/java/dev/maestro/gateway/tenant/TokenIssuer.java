package dev.maestro.gateway.tenant;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An OpenID Connect issuer: publishes its discovery document and its keys over HTTP, and signs tokens with the JDK's own
 * signatures, so that the gateway's library is not checked against itself.
 */
public final class TokenIssuer implements QuarkusTestResourceLifecycleManager {

    private final AtomicInteger keysFetched = new AtomicInteger();
    private HttpServer server;
    private volatile KeyPair pair;
    private volatile String keyId;
    private volatile boolean away;

    @Override
    public Map<String, String> start() {
        rotate("first");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> reply(exchange, """
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys"}""".formatted(issuer())));
        server.createContext("/keys", exchange -> {
            keysFetched.incrementAndGet();
            reply(exchange, keys());
        });
        server.start();
        return Map.of(
                "maestro.gateway.oidc.issuer", issuer(),
                "maestro.gateway.oidc.audience", "maestro",
                "maestro.gateway.oidc.tenants", "beta,staff=gamma",
                "maestro.gateway.oidc.keys-refresh-after", "PT0S",
                "maestro.api-keys", "acme:acme-key");
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int keysFetched() {
        return keysFetched.get();
    }

    /** Signs with another key from now on. */
    void rotate(String id) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            pair = generator.generateKeyPair();
            keyId = id;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void away(boolean now) {
        away = now;
    }

    String keyId() {
        return keyId;
    }

    /** A token of this issuer. */
    String signed(String claims) {
        return signed(claims, keyId);
    }

    /** A token that says which key signed it. */
    String signed(String claims, String id) {
        String content = part("{\"alg\": \"RS256\", \"kid\": \"" + id + "\"}") + "." + part(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token whose "secret" is the public key: the confusion of algorithms that libraries once fell for. */
    String signedWithThePublicKey(String claims) {
        String content = part("{\"alg\": \"HS256\", \"kid\": \"" + keyId + "\"}") + "." + part(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(pair.getPublic().getEncoded(), "HmacSHA256"));
            return content + "." + encoded(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String unsigned(String claims) {
        return part("{\"alg\": \"none\"}") + "." + part(claims) + ".";
    }

    private String keys() {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return """
                {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "%s", "n": "%s", "e": "%s"}]}""".formatted(keyId, encoded(key.getModulus()), encoded(key.getPublicExponent()));
    }

    private void reply(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(away ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String part(String json) {
        return encoded(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return encoded(Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(TokenIssuer.class));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
