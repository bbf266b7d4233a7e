package dev.maestro.local.experts.reader;

import dev.maestro.local.experts.nativecode.OnnxModel;
import dev.maestro.local.experts.picture.Blob;
import dev.maestro.local.experts.picture.NativeMemory;
import java.lang.foreign.Arena;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Reads a picture of one line of text: a network and greedy CTC decoding. Thread-safe. */
final class TextRecogniser {

    private static final int HEIGHT = 48;
    private static final int NARROWEST = 48;
    private static final int WIDEST = 3200;
    private static final float[] HALF = {0.5f, 0.5f, 0.5f};

    private final OnnxModel model;
    private final List<String> characters;

    TextRecogniser(OnnxModel model, List<String> characters) {
        this.model = model;
        this.characters = List.copyOf(characters);
    }

    /**
     * What a line says.
     *
     * @param text perhaps empty
     * @param confidence mean over the characters, 0 to 1
     */
    record Reading(String text, double confidence) {}

    /** @param line 8-bit, 3 channels, upright */
    Reading read(Mat line, NativeMemory.Scope scope) {
        int width = Math.clamp(Math.round((double) HEIGHT * line.cols() / line.rows()), NARROWEST / 4, WIDEST);
        int padded = Math.max(NARROWEST, (width + 7) / 8 * 8);
        try (NativeMemory.Scope inner = scope.inner();
                Arena arena = Arena.ofConfined()) {
            Mat resized = inner.mat();
            int method = line.rows() > HEIGHT ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR;
            Imgproc.resize(line, resized, new Size(width, HEIGHT), 0, 0, method);
            OnnxModel.Output output = model.run(Blob.of(resized, padded, HALF, HALF, arena), 1, 3, HEIGHT, padded);
            return decode(output, padded, resized);
        }
    }

    /** The likeliest output of each position; repeats are one character unless "nothing" stands between them. */
    private Reading decode(OnnxModel.Output output, int padded, Mat line) {
        int positions = (int) output.shape()[1];
        int classes = (int) output.shape()[2];
        List<WordGaps.Placed> placed = new ArrayList<>();
        double sum = 0;
        int last = 0;
        for (int position = 0; position < positions; position++) {
            int best = 0;
            int offset = position * classes;
            for (int i = 1; i < classes; i++) {
                if (output.values()[offset + i] > output.values()[offset + best]) {
                    best = i;
                }
            }
            if (best != 0 && best != last && best < characters.size()) {
                int x = (int) ((position + 0.5) * padded / positions);
                placed.add(new WordGaps.Placed(characters.get(best), x));
                sum += output.values()[offset + best];
            }
            last = best;
        }
        // The network knows Chinese full-width punctuation; NFKC makes it plain.
        String plain = Normalizer.normalize(WordGaps.joined(placed, line), Normalizer.Form.NFKC)
                .strip();
        return new Reading(plain, placed.isEmpty() ? 0 : sum / placed.size());
    }
}
