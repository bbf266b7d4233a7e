package dev.maestro.core.registry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of bytes: as an address of content, and bare. */
public final class Digest {

    /** What an address begins with. */
    public static final String PREFIX = "sha256:";

    private Digest() {}

    /** {@code sha256:} and 64 lower-case hexadecimal digits. */
    public static String of(byte[] bytes) {
        return PREFIX + hex(bytes);
    }

    /** 64 lower-case hexadecimal digits. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes));
    }

    /** The 32 bytes themselves. */
    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
