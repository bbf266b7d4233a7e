package dev.maestro.gateway.image;

import org.jspecify.annotations.Nullable;

/**
 * An image as it came in: either content or the digest of an object.
 *
 * @param digest {@code sha256:<hex>}, or null
 * @param content encoded bytes, or null; not copied
 * @param fileName as the client calls it, or null
 * @param declaredType media type that the client claims, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ImageUpload(
        @Nullable String digest,
        byte @Nullable [] content,
        @Nullable String fileName,
        @Nullable String declaredType) {}
