package dev.maestro.schema.wire;

/**
 * An image in the object store.
 *
 * @param digest {@code sha256:<hex>} of the bytes
 * @param mediaType as found from the magic bytes, such as {@code image/png}
 * @param width in pixels
 * @param height in pixels
 * @param sizeBytes length of the encoded image
 */
public record ImageRef(String digest, String mediaType, int width, int height, long sizeBytes) {

    public ImageRef {
        if (!digest.startsWith("sha256:")) {
            throw new IllegalArgumentException("digest must start with sha256:, was " + digest);
        }
        Checks.notBlank(mediaType, "mediaType");
    }
}
