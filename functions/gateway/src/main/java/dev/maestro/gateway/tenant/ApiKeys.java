package dev.maestro.gateway.tenant;

import dev.maestro.core.registry.Digest;
import dev.maestro.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The accepted API keys, kept as hashes, each with the tenant that it stands for. */
@ApplicationScoped
class ApiKeys {

    private static final int HASH_BYTES = 32;

    /** A key; never printed. */
    @SuppressWarnings("ArrayRecordComponent") // compared by isEqual only
    private record Entry(String tenant, byte[] hash) {}

    private final List<Entry> entries = new ArrayList<>();

    /**
     * Reads the settings.
     *
     * @param plain {@code MAESTRO_API_KEYS}: keys in plain text between commas, each perhaps behind a tenant and a colon
     * @throws IllegalArgumentException when a hash is none; the hash itself is not repeated
     */
    ApiKeys(GatewayConfig config, @ConfigProperty(name = "maestro.api-keys") Optional<String> plain) {
        for (String entry : config.apiKeys().orElse(List.of())) {
            entries.add(new Entry(tenant(entry, config.tenant()), parse(afterColon(entry))));
        }
        Arrays.stream(plain.orElse("").split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .forEach(entry -> entries.add(new Entry(tenant(entry, config.tenant()), sha256(afterColon(entry)))));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * The tenant that a key stands for. Every entry is compared to its last byte, whether or not one fitted before.
     *
     * @return empty when no entry fits
     */
    Optional<String> tenantOf(String key) {
        byte[] hash = sha256(key);
        Optional<String> found = Optional.empty();
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.hash(), hash)) {
                found = Optional.of(entry.tenant());
            }
        }
        return found;
    }

    private static String tenant(String entry, String otherwise) {
        int colon = entry.indexOf(':');
        return colon < 0 ? otherwise : entry.substring(0, colon).strip();
    }

    private static String afterColon(String entry) {
        return entry.substring(entry.indexOf(':') + 1).strip();
    }

    private static byte[] parse(String hex) {
        byte[] hash;
        try {
            hash = HexFormat.of().parseHex(hex.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            hash = new byte[0];
        }
        if (hash.length != HASH_BYTES) {
            throw new IllegalArgumentException(
                    "maestro.gateway.api-keys must list SHA-256 hashes of 64 hex digits, each"
                            + " perhaps behind 'tenant:'; make one with: echo -n KEY | sha256sum");
        }
        return hash;
    }

    private static byte[] sha256(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
