package dev.maestro.local.experts.tools;

import dev.maestro.core.observe.TextEncoder;
import dev.maestro.local.experts.nativecode.NativeLibraries;
import dev.maestro.local.experts.nativecode.OnnxModel;
import dev.maestro.local.modelserver.EmbeddedModel;
import dev.maestro.local.modelserver.InferenceInput;
import dev.maestro.local.modelserver.InferenceResult;
import dev.maestro.local.modelserver.ModelContract;
import dev.maestro.local.modelserver.ModelException;
import dev.maestro.runtime.models.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Model {@code text-encoder}: all-MiniLM-L6-v2, quantised. The mean of the points of a text's pieces, scaled to length 1;
 * all zeros for a blank text. Thread-safe.
 */
public final class TextEncoderModel implements EmbeddedModel {

    private static final int MOST_PIECES = 256;

    private final OnnxModel model;
    private final Lock lock = new ReentrantLock();
    private volatile @Nullable WordPieces pieces;

    public TextEncoderModel(NativeLibraries libraries) {
        this.model = new OnnxModel(libraries, "all-minilm-l6-v2-q.onnx");
    }

    @Override
    public String name() {
        return "text-encoder";
    }

    @Override
    public ModelContract contract() {
        return ModelContract.textEncoder();
    }

    @Override
    public InferenceResult infer(InferenceInput input) throws ModelException {
        String text = input.text("text_input");
        try {
            float[] point = encode(text);
            return InferenceResult.of(new Tensor.Floats("embedding", List.of((long) point.length), point));
        } catch (RuntimeException | LinkageError e) {
            throw ModelException.failed("expert-failed", "text-encoder failed: " + e.getMessage(), e);
        }
    }

    private float[] encode(String text) {
        float[] mean = new float[TextEncoder.DIMENSIONS];
        if (text.isBlank()) {
            return mean;
        }
        long[] numbers = pieces().of(text, MOST_PIECES);
        long[] ones = new long[numbers.length];
        Arrays.fill(ones, 1);
        float[] points = model.run(Map.of(
                        "input_ids", numbers, "attention_mask", ones, "token_type_ids", new long[numbers.length]))
                .values();
        double squares = 0;
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (int piece = 0; piece < numbers.length; piece++) {
                sum += points[piece * mean.length + i];
            }
            mean[i] = (float) (sum / numbers.length);
            squares += mean[i] * (double) mean[i];
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < mean.length && length > 0; i++) {
            mean[i] = (float) (mean[i] / length);
        }
        return mean;
    }

    private WordPieces pieces() {
        WordPieces read = pieces;
        if (read == null) {
            lock.lock();
            try {
                read = pieces;
                if (read == null) {
                    read = WordPieces.of("all-minilm-l6-v2-q-tokenizer.json");
                    pieces = read;
                }
            } finally {
                lock.unlock();
            }
        }
        return read;
    }

    @Override
    public void unload() {
        model.close();
    }
}
