package dev.maestro.local.experts.picture;

import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A grey picture on the Java heap, for work that loops over pixels.
 *
 * @param width in pixels
 * @param height in pixels
 * @param pixels row by row, 0 black to 255 white as unsigned bytes; do not change
 * @param scale size here divided by size of the source, at most 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Grey(int width, int height, byte[] pixels, double scale) {

    /** Grey copy of a picture, shrunk so that its longer side is at most {@code longestSide}. */
    public static Grey of(Picture picture, int longestSide) {
        try (NativeMemory.Scope scope = picture.scope().inner()) {
            double scale = Math.min(1, longestSide / (double) Math.max(picture.width(), picture.height()));
            Mat colours = picture.colours();
            if (scale < 1) {
                colours = scope.mat();
                Size size = new Size(
                        Math.max(1, Math.round(picture.width() * scale)),
                        Math.max(1, Math.round(picture.height() * scale)));
                Imgproc.resize(picture.colours(), colours, size, 0, 0, Imgproc.INTER_AREA);
            }
            Mat grey = scope.mat();
            Imgproc.cvtColor(colours, grey, Imgproc.COLOR_BGR2GRAY);
            return of(grey, scale);
        }
    }

    /** Copy of an 8-bit matrix with one channel. */
    public static Grey of(Mat grey, double scale) {
        if (!grey.isContinuous()) {
            throw new IllegalArgumentException("the matrix is part of another");
        }
        byte[] pixels = new byte[(int) grey.total()];
        grey.get(0, 0, pixels);
        return new Grey(grey.cols(), grey.rows(), pixels, scale);
    }

    /** 0 to 255. */
    public int at(int x, int y) {
        return pixels[y * width + x] & 0xFF;
    }

    /** Middle value of the outermost pixels of a picture, per channel: the colour of its ground. */
    public static Scalar ground(Picture picture) {
        Mat colours = picture.colours();
        double[] middle = new double[3];
        byte[] first = new byte[colours.cols() * 3];
        byte[] last = new byte[colours.cols() * 3];
        colours.get(0, 0, first);
        colours.get(colours.rows() - 1, 0, last);
        byte[] pixel = new byte[3];
        for (int channel = 0; channel < 3; channel++) {
            int[] histogram = new int[256];
            int count = 0;
            for (int x = 0; x < colours.cols(); x++) {
                histogram[first[x * 3 + channel] & 0xFF]++;
                histogram[last[x * 3 + channel] & 0xFF]++;
                count += 2;
            }
            for (int y = 0; y < colours.rows(); y++) {
                for (int x = 0; x < colours.cols(); x += Math.max(1, colours.cols() - 1)) {
                    colours.get(y, x, pixel);
                    histogram[pixel[channel] & 0xFF]++;
                    count++;
                }
            }
            int seen = 0;
            int value = 0;
            while (value < 255 && seen + histogram[value] <= count / 2) {
                seen += histogram[value];
                value++;
            }
            middle[channel] = value;
        }
        return new Scalar(middle[0], middle[1], middle[2]);
    }
}
