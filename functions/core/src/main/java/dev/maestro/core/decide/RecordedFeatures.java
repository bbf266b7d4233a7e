package dev.maestro.core.decide;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * The numbers of a decision as text, kept in {@code Decision.extra} of episodes to learn from, so that learning never
 * works them out anew: base64 of little-endian N (int32), candidates [N, 15] (float32), context [12] (float32), prior
 * [N] (float64). About 90 characters a candidate.
 */
public final class RecordedFeatures {

    /** Key of the text. */
    public static final String FEATURES = "features";

    /** Key of the index of the chosen candidate. */
    public static final String CHOSEN = "chosen";

    /** Key of whether exploration forced the choice. */
    public static final String FORCED = "forced";

    /** Key of where the task lies, as {@link dev.maestro.core.experience.TaskPoint} writes it. */
    public static final String TASK = "task";

    /** With more candidates nothing is recorded: the event would grow past its limit. */
    public static final int MOST_CANDIDATES = 256;

    private RecordedFeatures() {}

    /** The text; empty when there are too many candidates. */
    public static String text(PairFeatures features) {
        int size = features.candidates().length;
        if (size > MOST_CANDIDATES) {
            return "";
        }
        ByteBuffer buffer = ByteBuffer.allocate(bytes(size)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(size);
        for (float[] row : features.candidates()) {
            for (float value : row) {
                buffer.putFloat(value);
            }
        }
        for (float value : features.context()) {
            buffer.putFloat(value);
        }
        for (double value : features.prior()) {
            buffer.putDouble(value);
        }
        return Base64.getEncoder().encodeToString(buffer.array());
    }

    private static int bytes(int size) {
        return 4 + size * PairFeatures.CANDIDATE * 4 + PairFeatures.CONTEXT * 4 + size * 8;
    }

    /**
     * Reads the text.
     *
     * @throws IllegalArgumentException when it is not such a text, or holds what is not a finite number
     */
    public static PairFeatures read(String text) {
        ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int size = buffer.getInt();
            if (size < 1 || size > MOST_CANDIDATES || buffer.capacity() != bytes(size)) {
                throw new IllegalArgumentException("the recorded features have another layout");
            }
            float[] all = finite(buffer, size * PairFeatures.CANDIDATE);
            float[][] candidates = new float[size][];
            for (int k = 0; k < size; k++) {
                candidates[k] = Arrays.copyOfRange(all, k * PairFeatures.CANDIDATE, (k + 1) * PairFeatures.CANDIDATE);
            }
            float[] context = finite(buffer, PairFeatures.CONTEXT);
            double[] prior = new double[size];
            buffer.asDoubleBuffer().get(prior);
            for (double value : prior) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("the recorded features hold what is no number");
                }
            }
            return new PairFeatures(candidates, context, prior);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the recorded features are cut off", e);
        }
    }

    private static float[] finite(ByteBuffer buffer, int length) {
        float[] result = new float[length];
        buffer.asFloatBuffer().get(result);
        buffer.position(buffer.position() + 4 * length);
        for (float value : result) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("the recorded features hold what is no number");
            }
        }
        return result;
    }
}
