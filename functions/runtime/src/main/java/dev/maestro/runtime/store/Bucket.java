package dev.maestro.runtime.store;

import dev.maestro.core.registry.Digest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of S3, or a part of one, and how it is reached.
 *
 * @param name of the bucket
 * @param prefix what all keys begin with, without a slash at the end; empty for the whole bucket
 * @param region of the bucket; null to ask the environment
 * @param endpoint of a store that is not Amazon's; null for Amazon's
 * @param timeout of one operation, its retries included; more than zero
 */
public record Bucket(
        String name,
        String prefix,
        @Nullable String region,
        @Nullable URI endpoint,
        Duration timeout) {

    private static final int MAX_KEY = 1024;

    /** Ends keys, since stores on file systems take no object where others lie below; no name has that character. */
    private static final String LEAF = "!";

    private static final int MAX_SPACE = 64;
    private static final int MAX_PREFIX = 512;

    public Bucket {
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new IllegalArgumentException("maestro.objects.bucket has to be the name of a bucket, of 3 to 63"
                    + " lower-case letters, digits, dots and dashes; was '" + name + "'");
        }
        if (!prefix.isEmpty() && (!ObjectNames.isValid(prefix) || prefix.length() > MAX_PREFIX)) {
            throw new IllegalArgumentException("maestro.objects.prefix is made of letters, digits, . _ - and /, without"
                    + " a slash at its ends, at most " + MAX_PREFIX + " long; was '" + prefix + "'");
        }
        if (endpoint != null && !String.valueOf(endpoint.getScheme()).matches("https?")) {
            throw new IllegalArgumentException("maestro.objects.endpoint has to be an address such as"
                    + " https://s3.example.com; was '" + endpoint + "'");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("maestro.objects.timeout has to be more than zero; was " + timeout);
        }
    }

    /** The bucket that the configuration names, if it does. */
    static Optional<Bucket> of(ObjectsConfig config) {
        return config.bucket()
                .filter(name -> !name.isBlank())
                .map(name -> beside(config, name, config.prefix().orElse("")));
    }

    /** Another bucket, in the same region and reached in the same way. */
    public static Bucket beside(ObjectsConfig config, String name, String prefix) {
        return new Bucket(
                name, prefix, config.region().orElse(null), config.endpoint().orElse(null), config.timeout());
    }

    /** Key of content, by its digest. */
    String contentKey(String digest) {
        return under(ObjectNames.contentPath(digest));
    }

    /** Key of what has a name: that name, or its digest when S3 takes no key as long. */
    String namedKey(String objectName) {
        String key = under("named/" + ObjectNames.required(objectName) + LEAF);
        if (key.length() <= MAX_KEY) {
            return key;
        }
        String space = objectName.substring(0, Math.max(0, objectName.indexOf('/')));
        String digest = Digest.hex(objectName.getBytes(StandardCharsets.UTF_8));
        return under("named/" + (space.length() > MAX_SPACE ? "" : space) + "/" + digest + LEAF);
    }

    String under(String path) {
        return prefix.isEmpty() ? path : prefix + "/" + path;
    }

    @Override
    public String toString() {
        return "the bucket " + name + (endpoint == null ? "" : " at " + endpoint);
    }
}
