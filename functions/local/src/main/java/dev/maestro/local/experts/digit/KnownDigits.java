package dev.maestro.local.experts.digit;

import dev.maestro.local.experts.picture.NativeMemory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.ml.KNearest;
import org.opencv.ml.Ml;

/** The nearest of known digits, each also narrower, wider and turned. Holds about 16 MB of native memory. */
final class KnownDigits implements AutoCloseable {

    private static final String RESOURCE = "optdigits.csv.gz";
    private static final int SIDE = 8;
    private static final int MOST = 16;
    private static final int ENLARGED = 32;
    private static final int MARGIN = 8;
    private static final int NEIGHBOURS = 7;
    private static final double CLOSE = 0.2;

    private final Mat samples;
    private final Mat labels;
    private final KNearest nearest;

    /** How a known digit is varied: degrees and factor of its width. */
    private record Variant(double degrees, double width) {}

    private static final List<Variant> VARIANTS =
            List.of(new Variant(0, 1), new Variant(-8, 0.8), new Variant(8, 1.2), new Variant(8, 0.85));

    /**
     * Which digits a text is near to.
     *
     * @param shares shape [10]: weight of each digit among the nearest, together 1
     * @param distance to the very nearest, between histograms: below 5 for what people write
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Vote(double[] shares, double distance) {}

    private KnownDigits(Mat samples, Mat labels) {
        this.samples = samples;
        this.labels = labels;
        nearest = KNearest.create();
        nearest.train(samples, Ml.ROW_SAMPLE, labels);
    }

    /** Reads and describes them: about a second, once. */
    static KnownDigits load(NativeMemory memory) {
        List<float[]> rows = new ArrayList<>();
        List<Float> digits = new ArrayList<>();
        try (BufferedReader lines = open();
                NativeMemory.Scope scope = memory.open()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] numbers = line.split(",", -1);
                try (NativeMemory.Scope one = scope.inner()) {
                    Mat ink = ink(numbers, one);
                    for (Variant variant : VARIANTS) {
                        Mat varied = DigitFeatures.varied(ink, variant.degrees, variant.width, one);
                        DigitFeatures.of(varied, one).ifPresent(features -> {
                            rows.add(features);
                            digits.add(Float.parseFloat(numbers[SIDE * SIDE]));
                        });
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the known digits cannot be read", e);
        }
        Mat samples = new Mat(rows.size(), DigitFeatures.LENGTH, CvType.CV_32F);
        Mat labels = new Mat(rows.size(), 1, CvType.CV_32F);
        for (int i = 0; i < rows.size(); i++) {
            samples.put(i, 0, rows.get(i));
            labels.put(i, 0, new float[] {digits.get(i)});
        }
        return new KnownDigits(samples, labels);
    }

    private static BufferedReader open() throws IOException {
        InputStream packed = Objects.requireNonNull(
                KnownDigits.class.getResourceAsStream("/dev/maestro/local/experts/digit/" + RESOURCE), RESOURCE);
        return new BufferedReader(new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.US_ASCII));
    }

    private static Mat ink(String[] numbers, NativeMemory.Scope scope) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.min(255, Math.round(Double.parseDouble(numbers[i]) * 255 / MOST));
        }
        Mat counts = scope.mat();
        counts.create(SIDE, SIDE, CvType.CV_8U);
        counts.put(0, 0, pixels);
        Mat enlarged = scope.mat();
        Imgproc.resize(counts, enlarged, new Size(ENLARGED, ENLARGED), 0, 0, Imgproc.INTER_CUBIC);
        Mat framed = scope.mat();
        Core.copyMakeBorder(enlarged, framed, MARGIN, MARGIN, MARGIN, MARGIN, Core.BORDER_CONSTANT);
        return framed;
    }

    /** The votes of the nearest, each by its nearness. */
    synchronized Vote vote(float[] features, NativeMemory.Scope scope) {
        Mat sample = scope.mat();
        sample.create(1, features.length, CvType.CV_32F);
        sample.put(0, 0, features);
        Mat result = scope.mat();
        Mat responses = scope.mat();
        Mat distances = scope.mat();
        nearest.findNearest(sample, NEIGHBOURS, result, responses, distances);
        double[] shares = new double[10];
        double sum = 0;
        for (int i = 0; i < responses.cols(); i++) {
            double weight = 1 / (CLOSE + distances.get(0, i)[0]);
            shares[(int) responses.get(0, i)[0]] += weight;
            sum += weight;
        }
        for (int digit = 0; digit < shares.length; digit++) {
            shares[digit] /= sum;
        }
        return new Vote(shares, distances.get(0, 0)[0]);
    }

    @Override
    public void close() {
        nearest.clear();
        samples.release();
        labels.release();
    }
}
