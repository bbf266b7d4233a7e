package dev.maestro.local.experts.tools;

import dev.maestro.local.experts.picture.NativeMemory;
import dev.maestro.local.experts.picture.Picture;
import dev.maestro.local.experts.picture.Shrunk;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** Takes noise and uneven ground out of a picture and stretches its contrast: dark writing on white. */
final class Cleaning {

    private static final int GROUND_SIDE = 400;
    private static final double NOISY = 0.12;

    private Cleaning() {}

    /** @return grey, kept by the picture's scope */
    static Mat apply(Picture picture) {
        Mat clean = picture.scope().mat();
        try (NativeMemory.Scope scope = picture.scope().inner()) {
            Mat grey = scope.mat();
            Imgproc.cvtColor(picture.colours(), grey, Imgproc.COLOR_BGR2GRAY);
            double noise = Noise.of(picture);
            Imgproc.medianBlur(grey, grey, 3);
            if (noise > NOISY) {
                Mat smooth = scope.mat();
                Imgproc.bilateralFilter(grey, smooth, 7, 60, 3);
                grey = smooth;
            }
            Mat ground = ground(grey, scope);
            if (Core.mean(ground).val[0] < 110) {
                Core.bitwise_not(grey, grey);
                ground = ground(grey, scope);
            }
            Core.divide(grey, ground, clean, 255, CvType.CV_8U);
            Core.normalize(clean, clean, 0, 255, Core.NORM_MINMAX);
        }
        return clean;
    }

    /** The picture without its writing: a wide median at low resolution. */
    private static Mat ground(Mat grey, NativeMemory.Scope scope) {
        Mat small = Shrunk.of(grey, GROUND_SIDE, scope).mat();
        int window = Math.max(3, Math.min(51, Math.min(small.cols(), small.rows()) / 2 | 1));
        Imgproc.medianBlur(small, small, window);
        Mat ground = scope.mat();
        Imgproc.resize(small, ground, grey.size(), 0, 0, Imgproc.INTER_LINEAR);
        return ground;
    }
}
