package dev.maestro.core.observe;

/** What a stored picture is like, in fourteen numbers. Thread-safe. */
public interface PictureStatistics {

    /** Length of the vector. */
    int DIMENSIONS = 14;

    /**
     * Measures a picture.
     *
     * @param digest {@code sha256:<hex>} of a stored image
     * @return shape [14], each about 0 to 1; the order is that of the {@code Images} port
     */
    double[] of(String digest);
}
