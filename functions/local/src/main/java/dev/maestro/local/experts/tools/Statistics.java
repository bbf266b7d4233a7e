package dev.maestro.local.experts.tools;

import dev.maestro.local.experts.picture.NativeMemory;
import dev.maestro.local.experts.picture.Picture;
import dev.maestro.local.experts.picture.Shrunk;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Fourteen numbers that say what a picture is like, each 0 to 1 (cut there). In order:
 *
 * <ol start="0">
 *   <li>log size: log2(pixels) / 24
 *   <li>aspect: width / (width + height)
 *   <li>mean grey / 255
 *   <li>standard deviation of grey / 128
 *   <li>edge density: share of Canny edge pixels x 4
 *   <li>saturation: mean / 255
 *   <li>noise: see {@link Noise}
 *   <li>components: log2(1 + dark or light pieces) / 12
 *   <li>long horizontal lines / 20
 *   <li>long vertical lines / 20
 *   <li>skew: degrees of the rows off level / 45; see {@link Skew}
 *   <li>dark fraction: share of pixels more than 40 darker than their surroundings x 4
 *   <li>colour count: log2(1 + colours, 4 bits a channel, that fill 0.1 % each) / 8
 *   <li>local contrast: mean standard deviation in windows of 9 x 9 / 64
 * </ol>
 *
 * <p>All but size, aspect and noise are taken after shrinking the longer side to 512.
 */
final class Statistics {

    static final int COUNT = 14;

    private static final int LONGEST_SIDE = 512;

    private Statistics() {}

    /** Shape [14]. */
    static float[] of(Picture picture) {
        try (NativeMemory.Scope scope = picture.scope().inner()) {
            Mat colours = Shrunk.of(picture.colours(), LONGEST_SIDE, scope).mat();
            Mat grey = scope.mat();
            Imgproc.cvtColor(colours, grey, Imgproc.COLOR_BGR2GRAY);
            MatOfDouble mean = scope.keep(new MatOfDouble());
            MatOfDouble deviation = scope.keep(new MatOfDouble());
            Core.meanStdDev(grey, mean, deviation);
            Mat dark = darker(grey, scope);
            double skew = Math.abs(Skew.of(picture));
            double[] values = {
                Math.log((double) picture.width() * picture.height()) / Math.log(2) / 24,
                picture.width() / (double) (picture.width() + picture.height()),
                mean.get(0, 0)[0] / 255,
                deviation.get(0, 0)[0] / 128,
                edges(grey, scope) * 4,
                saturation(colours, scope),
                Noise.of(picture),
                Math.log(1 + Imgproc.connectedComponents(dark, scope.mat()) - 1) / Math.log(2) / 12,
                lines(dark, new Size(dark.cols() / 5 + 1, 1), scope) / 20.0,
                lines(dark, new Size(1, dark.rows() / 5 + 1), scope) / 20.0,
                Math.min(skew, Math.abs(90 - skew)) / 45,
                Core.countNonZero(dark) / (double) dark.total() * 4,
                colourCount(colours),
                localContrast(grey, scope) / 64
            };
            float[] statistics = new float[COUNT];
            for (int i = 0; i < COUNT; i++) {
                statistics[i] = (float) Math.clamp(values[i], 0.0, 1.0);
            }
            return statistics;
        }
    }

    private static double edges(Mat grey, NativeMemory.Scope scope) {
        Mat edges = scope.mat();
        Imgproc.Canny(grey, edges, 80, 160);
        return Core.countNonZero(edges) / (double) edges.total();
    }

    private static double saturation(Mat colours, NativeMemory.Scope scope) {
        Mat converted = scope.mat();
        Imgproc.cvtColor(colours, converted, Imgproc.COLOR_BGR2HSV);
        return Core.mean(converted).val[1] / 255;
    }

    /** 255 where a pixel is much darker than its surroundings. */
    private static Mat darker(Mat grey, NativeMemory.Scope scope) {
        Mat around = scope.mat();
        Imgproc.blur(grey, around, new Size(41, 41));
        Mat difference = scope.mat();
        Core.subtract(around, grey, difference);
        Mat dark = scope.mat();
        Imgproc.threshold(difference, dark, 40, 255, Imgproc.THRESH_BINARY);
        return dark;
    }

    private static int lines(Mat dark, Size kernelSize, NativeMemory.Scope scope) {
        Mat kernel = scope.keep(Imgproc.getStructuringElement(Imgproc.MORPH_RECT, kernelSize));
        Mat opened = scope.mat();
        Imgproc.morphologyEx(dark, opened, Imgproc.MORPH_OPEN, kernel);
        return Imgproc.connectedComponents(opened, scope.mat()) - 1;
    }

    private static double colourCount(Mat colours) {
        byte[] row = new byte[colours.cols() * 3];
        int[] histogram = new int[4096];
        for (int y = 0; y < colours.rows(); y++) {
            colours.get(y, 0, row);
            for (int i = 0; i < row.length; i += 3) {
                histogram[(row[i] & 0xF0) << 4 | (row[i + 1] & 0xF0) | (row[i + 2] & 0xF0) >> 4]++;
            }
        }
        int used = 0;
        for (int count : histogram) {
            used += count * 1000L >= colours.total() ? 1 : 0;
        }
        return Math.log(1 + used) / Math.log(2) / 8;
    }

    private static double localContrast(Mat grey, NativeMemory.Scope scope) {
        Mat values = scope.mat();
        grey.convertTo(values, CvType.CV_32F);
        Mat mean = scope.mat();
        Imgproc.blur(values, mean, new Size(9, 9));
        Mat squares = scope.mat();
        Core.multiply(values, values, squares);
        Imgproc.blur(squares, squares, new Size(9, 9));
        Core.multiply(mean, mean, mean);
        Core.subtract(squares, mean, squares);
        Core.max(squares, org.opencv.core.Scalar.all(0), squares);
        Core.sqrt(squares, squares);
        return Core.mean(squares).val[0];
    }
}
