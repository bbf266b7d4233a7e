package dev.maestro.core.invoke;

/**
 * An encoded image with its digest.
 *
 * @param digest {@code sha256:<hex>} of the bytes
 * @param bytes PNG or JPEG; not copied, do not change
 * @param width in pixels
 * @param height in pixels
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by digest
public record Image(String digest, byte[] bytes, int width, int height) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Image image && image.digest.equals(digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "Image[" + digest + ", " + width + "x" + height + "]";
    }
}
