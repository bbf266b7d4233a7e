package dev.maestro.lab.tasks.draw;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A finished picture.
 *
 * @param png encoded; not copied, do not change. The bytes depend on the deflate library of the Java in use; the
 *     pixels do not
 * @param width in pixels
 * @param height in pixels
 * @param pixelDigest SHA-256 in hex over width, height and the pixels, each as four bytes
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by the digest of the pixels
public record Picture(byte[] png, int width, int height, String pixelDigest) {

    /** SHA-256 in hex over width, height and pixels (low 24 bits). */
    public static String pixelDigest(int width, int height, int[] pixels) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        digest.update(ByteBuffer.allocate(8).putInt(width).putInt(height).array());
        ByteBuffer row = ByteBuffer.allocate(4 * width);
        for (int y = 0; y < height; y++) {
            row.clear();
            for (int x = 0; x < width; x++) {
                row.putInt(pixels[y * width + x] & 0xFFFFFF);
            }
            digest.update(row.array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture picture && picture.pixelDigest.equals(pixelDigest);
    }

    @Override
    public int hashCode() {
        return pixelDigest.hashCode();
    }

    @Override
    public String toString() {
        return "Picture[" + width + "x" + height + ", pixels " + pixelDigest + "]";
    }
}
