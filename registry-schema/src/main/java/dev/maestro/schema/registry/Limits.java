package dev.maestro.schema.registry;

/**
 * What an expert accepts, and how hard it may be driven.
 *
 * @param maxImages images in one call
 * @param maxPixels pixels of one image
 * @param maxInputTokens tokens in
 * @param maxOutputTokens tokens out
 * @param maxConcurrent calls at a time, from one replica of {@code invoke} (the bulkhead)
 * @param timeoutMillis of one call, under the episode's deadline
 */
public record Limits(
        int maxImages, long maxPixels, int maxInputTokens, int maxOutputTokens, int maxConcurrent, long timeoutMillis) {

    /** For an expert that says nothing. */
    public static final Limits DEFAULT = new Limits(4, 64_000_000, 8192, 1024, 8, 30_000);
}
