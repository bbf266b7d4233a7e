package dev.maestro.core.experience;

import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.TextEncoder;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * Where a task lies: its question and its first picture as numbers, neither its words nor its id. Questions are kept in 8
 * bits a number with a scale, statistics as float32. Points are equal when their texts are. Immutable.
 */
public final class TaskPoint {

    /** Bytes of a point. */
    static final int BYTES = 4 + TextEncoder.DIMENSIONS + 4 * PictureStatistics.DIMENSIONS;

    private static final float STEPS = 127;

    private final String text;
    private final float[] question;
    private final double[] statistics;

    private TaskPoint(String text, float[] question, double[] statistics) {
        this.text = text;
        this.question = question;
        this.statistics = statistics;
    }

    /**
     * The point of a task.
     *
     * @param question shape [384]
     * @param statistics shape [14]
     */
    public static TaskPoint of(float[] question, double[] statistics) {
        float largest = 1e-9f;
        for (float value : question) {
            largest = Math.max(largest, Math.abs(value));
        }
        ByteBuffer buffer = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putFloat(largest);
        for (float value : question) {
            buffer.put((byte) Math.round(value / largest * STEPS));
        }
        for (double value : statistics) {
            buffer.putFloat((float) value);
        }
        return read(Base64.getEncoder().encodeToString(buffer.array()));
    }

    /**
     * Reads the text of a point.
     *
     * @throws IllegalArgumentException when it is no such text, or holds what is not a finite number
     */
    public static TaskPoint read(String text) {
        ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
        if (buffer.capacity() != BYTES) {
            throw new IllegalArgumentException("the point of a task has another layout");
        }
        try {
            float[] question = new float[TextEncoder.DIMENSIONS];
            double[] statistics = new double[PictureStatistics.DIMENSIONS];
            float scale = finite(buffer.getFloat());
            for (int i = 0; i < question.length; i++) {
                question[i] = buffer.get() * scale / STEPS;
            }
            for (int i = 0; i < statistics.length; i++) {
                statistics[i] = finite(buffer.getFloat());
            }
            return new TaskPoint(text, question, statistics);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the point of a task is cut off", e);
        }
    }

    private static float finite(float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("the point of a task holds what is no number");
        }
        return value;
    }

    /** Base64 of the point. */
    public String text() {
        return text;
    }

    /** Shape [384]; do not change it. */
    public float[] question() {
        return question;
    }

    /** Shape [14]; do not change it. */
    public double[] statistics() {
        return statistics;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskPoint point && point.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
