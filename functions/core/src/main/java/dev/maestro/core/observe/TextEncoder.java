package dev.maestro.core.observe;

/** Turns text into a point where texts of like meaning lie close. Thread-safe. */
public interface TextEncoder {

    /** Length of the vector. */
    int DIMENSIONS = 384;

    /**
     * The point of a text.
     *
     * @param text any text; what the model cannot hold of a long one is cut off
     * @return shape [384], of length 1; all zeros for a blank text
     */
    float[] encode(String text);
}
