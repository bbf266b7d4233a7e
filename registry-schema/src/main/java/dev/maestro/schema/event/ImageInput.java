package dev.maestro.schema.event;

import org.jspecify.annotations.Nullable;

/**
 * An image as a client hands it over: either already in the object store, or inline.
 *
 * @param digest {@code sha256:<hex>} of an object that was stored before, or null
 * @param base64 the encoded bytes, or null
 */
public record ImageInput(@Nullable String digest, @Nullable String base64) {

    public ImageInput {
        if ((digest == null) == (base64 == null)) {
            throw new IllegalArgumentException("an image needs either digest or base64");
        }
    }
}
