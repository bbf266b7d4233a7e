package dev.maestro.local.experts.picture;

import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A picture made smaller, for work that needs no details.
 *
 * @param mat as the source; kept by the scope
 * @param scale of its sides to those of the source, at most 1
 */
public record Shrunk(Mat mat, double scale) {

    /** A picture whose longer side has no more pixels than that; a smaller one keeps its size. */
    public static Shrunk of(Mat source, int longestSide, NativeMemory.Scope scope) {
        double scale = Math.min(1, longestSide / (double) Math.max(source.cols(), source.rows()));
        Mat small = scope.mat();
        Size size = new Size(
                Math.max(1, Math.round(source.cols() * scale)), Math.max(1, Math.round(source.rows() * scale)));
        Imgproc.resize(source, small, size, 0, 0, Imgproc.INTER_AREA);
        return new Shrunk(small, scale);
    }
}
