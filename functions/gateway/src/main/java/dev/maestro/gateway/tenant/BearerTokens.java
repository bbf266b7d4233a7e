package dev.maestro.gateway.tenant;

import dev.maestro.gateway.GatewayConfig;
import dev.maestro.gateway.problem.ProblemException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens (JWTs) of one OpenID Connect issuer: signature by its published keys, issuer, audience and times are
 * checked, and a claim says whose request it is. Without {@code maestro.gateway.oidc.issuer} no token is taken.
 */
@ApplicationScoped
class BearerTokens {

    private static final Logger LOG = Logger.getLogger(BearerTokens.class);
    private static final int SKEW_SECONDS = 30;
    private static final String ANY = "*";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Signatures by private keys only: whoever can check one cannot make one. */
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    private final InstantSource clock;
    private final GatewayConfig.@Nullable Oidc config;
    private final @Nullable IssuerKeys keys;
    private final Map<String, String> tenants = new LinkedHashMap<>();

    /**
     * Reads the settings; the issuer is asked when the first token comes.
     *
     * @throws IllegalArgumentException when keys would come over an open line, or a tenant has no name
     */
    BearerTokens(GatewayConfig config, InstantSource clock) {
        this.clock = clock;
        this.config = config.oidc().orElse(null);
        this.keys = config.oidc().map(BearerTokens::keys).orElse(null);
        config.oidc().map(GatewayConfig.Oidc::tenants).orElse(List.of()).forEach(this::add);
    }

    private static IssuerKeys keys(GatewayConfig.Oidc config) {
        for (String address : List.of(config.issuer(), config.keysUrl().orElse(config.issuer()))) {
            if (!isSafe(address)) {
                throw new IllegalArgumentException(
                        "maestro.gateway.oidc.issuer and .keys-url must be https:// addresses"
                                + " (http:// on this machine only), was '" + address + "'");
            }
        }
        return new IssuerKeys(config);
    }

    private void add(String entry) {
        int equals = entry.lastIndexOf('=');
        String value = equals < 0 ? entry.strip() : entry.substring(0, equals).strip();
        String tenant = entry.substring(equals + 1).strip();
        if (value.isEmpty() || tenant.isEmpty()) {
            throw new IllegalArgumentException("maestro.gateway.oidc.tenants must list TENANT, CLAIM-VALUE=TENANT or *,"
                    + " parted by commas; '" + entry.strip() + "' is none of them");
        }
        tenants.put(value, tenant);
    }

    /** Whether keys may be fetched from an address: nobody between can replace them. */
    static boolean isSafe(String address) {
        try {
            URI uri = URI.create(address);
            String host = uri.getHost();
            return host != null
                    && ("https".equalsIgnoreCase(uri.getScheme())
                            || ("http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(host)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    boolean areTaken() {
        return config != null;
    }

    /** Whether a credential has the form of a signed JWT. */
    static boolean isOne(String credential) {
        return credential.startsWith("ey")
                && credential.chars().filter(c -> c == '.').count() == 2;
    }

    /** Which token to send, for who sent none. */
    String advice() {
        return config == null
                ? ""
                : "a token of " + config.issuer() + " for the audience " + String.join(" or ", config.audience())
                        + "; send it as 'Authorization: Bearer TOKEN'";
    }

    /**
     * The tenant that a token stands for.
     *
     * @throws ProblemException 401 when the token is not good, 403 when its tenant is not known here, 503 when the issuer
     *     cannot be asked
     */
    String tenantOf(String token) {
        if (config == null || keys == null) {
            throw new IllegalStateException("no issuer is set");
        }
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(keys)
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setExpectedIssuer(config.issuer())
                .setExpectedAudience(config.audience().toArray(String[]::new))
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
        try {
            return tenantOf(config, consumer.processToClaims(token));
        } catch (InvalidJwtException e) {
            throw refused(config, e);
        }
    }

    private String tenantOf(GatewayConfig.Oidc oidc, JwtClaims claims) {
        String claim = oidc.tenantClaim().orElse("tenant");
        List<String> values = values(claims, claim);
        for (Map.Entry<String, String> known : tenants.entrySet()) {
            if (values.contains(known.getKey())) {
                return known.getValue();
            }
        }
        if (tenants.containsKey(ANY) && values.size() == 1 && !values.getFirst().isBlank()) {
            return values.getFirst();
        }
        throw ProblemException.of(
                403,
                "unknown-tenant",
                values.isEmpty()
                        ? "the token has no claim '" + claim
                                + "', which says whose request it is; have the issuer add it, or name another by"
                                + " maestro.gateway.oidc.tenant-claim"
                        : "the token's claim '" + claim
                                + "' names no tenant of this gateway; ask who runs it to add one to"
                                + " maestro.gateway.oidc.tenants");
    }

    /** A claim's words: one, or a list of them, as groups are. A name that begins with a slash leads into objects. */
    private static List<String> values(JwtClaims claims, String name) {
        Object found = claims.getClaimsMap();
        for (String part : name.startsWith("/") ? name.substring(1).split("/", -1) : new String[] {name}) {
            found = found instanceof Map<?, ?> map ? map.get(part) : null;
        }
        if (found instanceof List<?> list) {
            return list.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
        }
        return found instanceof String text ? List.of(text) : List.of();
    }

    private static ProblemException refused(GatewayConfig.Oidc oidc, InvalidJwtException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException away) {
                LOG.warnf("issuer cannot be asked: issuer=%s cause=%s", oidc.issuer(), away.getMessage());
                return ProblemException.later(
                        "issuer-unavailable",
                        "the keys of " + oidc.issuer()
                                + " cannot be fetched, so tokens cannot be checked now; try again"
                                + " in a few seconds",
                        Duration.ofSeconds(5),
                        away);
            }
        }
        if (e.hasErrorCode(ErrorCodes.EXPIRED)) {
            return unauthorized("token-expired", "this token expired; get a new one from " + oidc.issuer());
        }
        if (e.hasErrorCode(ErrorCodes.NOT_YET_VALID) || e.hasErrorCode(ErrorCodes.ISSUED_AT_INVALID_FUTURE)) {
            return unauthorized("token-not-yet-valid", "this token is not valid yet; check the clocks, or wait");
        }
        if (e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || e.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return unauthorized(
                    "token-audience",
                    "this token was made for another service; ask " + oidc.issuer() + " for one with the audience "
                            + String.join(" or ", oidc.audience()));
        }
        if (e.hasErrorCode(ErrorCodes.ISSUER_INVALID) || e.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return unauthorized(
                    "token-issuer", "this token is not of " + oidc.issuer() + "; get one from there and send it");
        }
        if (e.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)) {
            return unauthorized("token-invalid", "this token never expires, which is not accepted; get one that does");
        }
        return unauthorized(
                "token-invalid",
                "the signature of this token was not made by a key of " + oidc.issuer()
                        + "; check it for cuts and blanks, or get a new one from there");
    }

    private static ProblemException unauthorized(String code, String detail) {
        return ProblemException.of(401, code, detail);
    }

    @PreDestroy
    void close() {
        if (keys != null) {
            keys.close();
        }
    }
}
