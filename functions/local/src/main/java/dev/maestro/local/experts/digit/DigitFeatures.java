package dev.maestro.local.experts.digit;

import dev.maestro.local.experts.picture.NativeMemory;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfFloat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.imgproc.Moments;
import org.opencv.objdetect.HOGDescriptor;

/**
 * What of a digit does not depend on who wrote it: its slant is taken out, its box fitted, its detail reduced to 8 x 8
 * counts, as the known digits have; then histograms of oriented gradients (Dalal and Triggs, 2005) over cells of 4 x 4.
 */
final class DigitFeatures {

    /** Length of the vector. */
    static final int LENGTH = 576;

    private static final int COARSE = 8;
    private static final int FINE = 32;
    private static final int SIDE = 20;
    private static final int BINS = 9;
    private static final double FAINT = 0.15 * 255;
    private static final double INK = 0.25 * 255;
    private static final double MOST_SLANT = 1;

    private DigitFeatures() {}

    /**
     * The features of one digit.
     *
     * @param ink 8-bit, one channel, ink bright on black
     * @return shape [576]; empty when there is no ink
     */
    static Optional<float[]> of(Mat ink, NativeMemory.Scope outer) {
        try (NativeMemory.Scope scope = outer.inner()) {
            Mat strong = scope.mat();
            Imgproc.threshold(ink, strong, FAINT, 0, Imgproc.THRESH_TOZERO);
            Mat upright = upright(strong, scope);
            Mat mask = scope.mat();
            Imgproc.threshold(upright, mask, INK, 255, Imgproc.THRESH_BINARY);
            MatOfPoint points = scope.keep(new MatOfPoint());
            Core.findNonZero(mask, points);
            if (points.empty()) {
                return Optional.empty();
            }
            return Optional.of(gradients(coarse(upright, Imgproc.boundingRect(points), scope), scope));
        }
    }

    /** Sheared so that the axis of its ink stands upright. */
    private static Mat upright(Mat ink, NativeMemory.Scope scope) {
        Moments moments = Imgproc.moments(ink);
        if (moments.m00 == 0 || moments.mu02 < 1e-6) {
            return ink;
        }
        double slant = Math.clamp(moments.mu11 / moments.mu02, -MOST_SLANT, MOST_SLANT);
        double middle = moments.m01 / moments.m00;
        int margin = (int) Math.ceil(Math.abs(slant) * ink.rows());
        Mat shear = scope.mat();
        shear.create(2, 3, CvType.CV_64F);
        shear.put(0, 0, 1, -slant, slant * middle + margin, 0, 1, 0);
        Mat upright = scope.mat();
        Imgproc.warpAffine(ink, upright, shear, new Size(ink.cols() + 2.0 * margin, ink.rows()));
        return upright;
    }

    /** The box on 8 x 8, its longer side filling it, enlarged again to what the gradients are taken on. */
    private static Mat coarse(Mat ink, Rect box, NativeMemory.Scope scope) {
        Mat cut = scope.keep(ink.submat(box));
        double scale = FINE / (double) Math.max(box.width, box.height);
        Size size = new Size(Math.max(1, Math.round(box.width * scale)), Math.max(1, Math.round(box.height * scale)));
        Mat fitted = scope.mat();
        Imgproc.resize(cut, fitted, size, 0, 0, scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_CUBIC);
        int left = (FINE - fitted.cols()) / 2;
        int top = (FINE - fitted.rows()) / 2;
        Mat square = scope.mat();
        Core.copyMakeBorder(
                fitted,
                square,
                top,
                FINE - fitted.rows() - top,
                left,
                FINE - fitted.cols() - left,
                Core.BORDER_CONSTANT,
                new Scalar(0));
        Mat counts = scope.mat();
        Imgproc.resize(square, counts, new Size(COARSE, COARSE), 0, 0, Imgproc.INTER_AREA);
        Mat enlarged = scope.mat();
        Imgproc.resize(counts, enlarged, new Size(SIDE, SIDE), 0, 0, Imgproc.INTER_CUBIC);
        return enlarged;
    }

    private static float[] gradients(Mat digit, NativeMemory.Scope scope) {
        HOGDescriptor descriptor = scope.hold(
                new HOGDescriptor(new Size(SIDE, SIDE), new Size(8, 8), new Size(4, 4), new Size(4, 4), BINS));
        MatOfFloat features = scope.keep(new MatOfFloat());
        descriptor.compute(digit, features);
        return features.toArray();
    }

    /** Turned about its middle and stretched, for a variant of a known digit. */
    static Mat varied(Mat ink, double degrees, double widthFactor, NativeMemory.Scope scope) {
        Point middle = new Point(ink.cols() / 2.0, ink.rows() / 2.0);
        Mat turn = scope.keep(Imgproc.getRotationMatrix2D(middle, degrees, 1));
        Mat turned = scope.mat();
        Imgproc.warpAffine(ink, turned, turn, ink.size());
        Mat stretched = scope.mat();
        Imgproc.resize(turned, stretched, new Size(), widthFactor, 1, Imgproc.INTER_LINEAR);
        return stretched;
    }
}
