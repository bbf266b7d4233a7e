package dev.maestro.runtime.models.triton;

import org.jspecify.annotations.Nullable;

/**
 * Where a model is served over KServe v2.
 *
 * @param target {@code host:port}; with {@code https://} before it, over TLS
 * @param model name in the repository
 * @param version empty for the newest
 * @param key sent as bearer token, or null
 */
public record ModelAddress(
        String target,
        String model,
        String version,
        @Nullable String key) {

    /** The newest version, without a key. */
    public static ModelAddress of(String target, String model) {
        return new ModelAddress(target, model, "", null);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return target + "/" + model + (version.isEmpty() ? "" : ":" + version);
    }
}
