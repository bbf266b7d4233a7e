package dev.maestro.local.experts.picture;

import org.opencv.core.Mat;

/**
 * A decoded picture. Its memory is freed when the scope that it was decoded in is closed.
 *
 * @param colours 8-bit blue, green, red; transparent parts are white
 * @param scope keeps the picture and may keep what is made from it
 */
public record Picture(Mat colours, NativeMemory.Scope scope) {

    /** In pixels, upright as its EXIF orientation says. */
    public int width() {
        return colours.cols();
    }

    /** In pixels. */
    public int height() {
        return colours.rows();
    }
}
