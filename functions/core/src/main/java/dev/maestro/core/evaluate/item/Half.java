package dev.maestro.core.evaluate.item;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One of two halves of a set: items with the same first picture are always in the same half, whatever the set. Items
 * without a picture are parted by their question.
 *
 * @param train true for the half to learn from, false for the other, called dev
 * @param seed another seed gives other halves
 */
public record Half(boolean train, long seed) {

    /** Of {@code ./maestro evaluate --half}, unless another is chosen. */
    public static final long DEFAULT_SEED = 1;

    /** Whether an item with this picture, or without one with the bytes of this question, belongs here. */
    public boolean holds(byte[] pictureOrQuestion) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(("half " + seed + '\n').getBytes(StandardCharsets.UTF_8));
            digest.update(pictureOrQuestion);
            return (digest.digest()[0] & 1) == (train ? 0 : 1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
