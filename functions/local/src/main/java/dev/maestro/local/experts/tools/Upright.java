package dev.maestro.local.experts.tools;

import dev.maestro.local.experts.nativecode.NativeLibraries;
import dev.maestro.local.experts.nativecode.OnnxModel;
import dev.maestro.local.experts.picture.Blob;
import dev.maestro.local.experts.picture.Grey;
import dev.maestro.local.experts.picture.NativeMemory;
import dev.maestro.local.experts.picture.Picture;
import java.lang.foreign.Arena;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Turns a picture so that its text stands upright: by the skew of its rows, and upside down if a network says so. */
final class Upright implements AutoCloseable {

    private static final int CLASSIFIER_WIDTH = 192;
    private static final int CLASSIFIER_HEIGHT = 48;
    private static final double SURE = 0.9;
    private static final float[] HALF = {0.5f, 0.5f, 0.5f};
    private static final int LONGEST_SIDE = 600;
    private static final int INK_CONTRAST = 60;

    private final OnnxModel direction;

    Upright(NativeLibraries libraries) {
        direction = new OnnxModel(libraries, "models/ch_ppocr_mobile_v2.0_cls_infer.onnx");
    }

    /** @return kept by the picture's scope; the picture's own matrix when nothing is to be done */
    Mat apply(Picture picture) {
        double degrees = Skew.of(picture);
        Mat level = degrees == 0 ? picture.colours() : turned(picture, degrees);
        if (!upsideDown(new Picture(level, picture.scope()))) {
            return level;
        }
        Mat turned = picture.scope().mat();
        Core.rotate(level, turned, Core.ROTATE_180);
        return turned;
    }

    /** The whole picture turned counter-clockwise; what appears behind it has the colour of its ground. */
    private static Mat turned(Picture picture, double degrees) {
        Scalar ground = Grey.ground(picture);
        double sine = Math.abs(Math.sin(Math.toRadians(degrees)));
        double cosine = Math.abs(Math.cos(Math.toRadians(degrees)));
        Size size = new Size(
                Math.ceil(picture.width() * cosine + picture.height() * sine),
                Math.ceil(picture.width() * sine + picture.height() * cosine));
        Mat turned = picture.scope().mat();
        try (NativeMemory.Scope scope = picture.scope().inner()) {
            Point middle = new Point(picture.width() / 2.0, picture.height() / 2.0);
            Mat transform = scope.keep(Imgproc.getRotationMatrix2D(middle, degrees, 1));
            transform.put(0, 2, transform.get(0, 2)[0] + size.width / 2 - middle.x);
            transform.put(1, 2, transform.get(1, 2)[0] + size.height / 2 - middle.y);
            Imgproc.warpAffine(
                    picture.colours(), turned, transform, size, Imgproc.INTER_CUBIC, Core.BORDER_CONSTANT, ground);
        }
        return turned;
    }

    private boolean upsideDown(Picture picture) {
        Rect line = boldestRow(Grey.of(picture, LONGEST_SIDE));
        if (line.empty()) {
            return false;
        }
        try (NativeMemory.Scope scope = picture.scope().inner();
                Arena arena = Arena.ofConfined()) {
            Mat cut = scope.keep(picture.colours().submat(line));
            int width =
                    Math.clamp(Math.round((double) CLASSIFIER_HEIGHT * line.width / line.height), 8, CLASSIFIER_WIDTH);
            Mat resized = scope.mat();
            Imgproc.resize(cut, resized, new Size(width, CLASSIFIER_HEIGHT), 0, 0, Imgproc.INTER_AREA);
            float[] chances = direction
                    .run(
                            Blob.of(resized, CLASSIFIER_WIDTH, HALF, HALF, arena),
                            1,
                            3,
                            CLASSIFIER_HEIGHT,
                            CLASSIFIER_WIDTH)
                    .values();
            return chances[1] > SURE;
        }
    }

    /** The row of text with most ink, in pixels of the source; empty when there is none. */
    private static Rect boldestRow(Grey grey) {
        int[] ink = new int[grey.height() + 1];
        int ground = middle(grey);
        for (int y = 0; y < grey.height(); y++) {
            for (int x = 0; x < grey.width(); x++) {
                ink[y] += Math.abs(grey.at(x, y) - ground) > INK_CONTRAST ? 1 : 0;
            }
        }
        int bestFrom = 0;
        int bestTo = 0;
        long bestInk = 0;
        int from = -1;
        long sum = 0;
        for (int y = 0; y <= grey.height(); y++) {
            if (ink[y] > 0) {
                from = from < 0 ? y : from;
                sum += ink[y];
            } else if (from >= 0) {
                if (sum > bestInk && y - from >= 4) {
                    bestInk = sum;
                    bestFrom = from;
                    bestTo = y;
                }
                from = -1;
                sum = 0;
            }
        }
        return inSource(grey, ground, Math.max(0, bestFrom - 2), Math.min(grey.height(), bestTo + 2));
    }

    private static Rect inSource(Grey grey, int ground, int from, int to) {
        int left = grey.width();
        int right = 0;
        for (int y = from; y < to; y++) {
            for (int x = 0; x < grey.width(); x++) {
                if (Math.abs(grey.at(x, y) - ground) > INK_CONTRAST) {
                    left = Math.min(left, x);
                    right = Math.max(right, x + 1);
                }
            }
        }
        if (right <= left || to - from <= 4) {
            return new Rect();
        }
        // The network sees the start of a long line only, as large as it was taught.
        int width = Math.min(right - left, 8 * (to - from));
        int x = (int) (left / grey.scale());
        int y = (int) (from / grey.scale());
        return new Rect(
                x,
                y,
                Math.max(1, (int) (Math.min(width, grey.width() - left) / grey.scale()) - 1),
                Math.max(1, (int) ((to - from) / grey.scale()) - 1));
    }

    private static int middle(Grey grey) {
        int[] histogram = new int[256];
        for (byte pixel : grey.pixels()) {
            histogram[pixel & 0xFF]++;
        }
        int seen = 0;
        int value = 0;
        while (value < 255 && seen + histogram[value] <= grey.pixels().length / 2) {
            seen += histogram[value];
            value++;
        }
        return value;
    }

    @Override
    public void close() {
        direction.close();
    }
}
