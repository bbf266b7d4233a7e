package dev.maestro.core.estimate;

import dev.maestro.core.observe.CalibrationTask;
import dev.maestro.core.observe.PictureStatistics;
import java.util.List;

/**
 * How like a task is to each of n calibration tasks, by question and picture ({@link Kernels#task}): {@code cos} of the
 * questions, and statistics scaled by {@code .8 / (sd + .05)} ({@code unseen.md} 2). Immutable.
 */
public final class TaskKernel {

    private static final double STATISTICS_SCALE = 0.8;
    private static final double STATISTICS_FLOOR = 0.05;

    /** Shape [n][384]. */
    private final float[][] questions;
    /** {@code .8 / (sd + .05)} of each statistic, shape [14]. */
    private final double[] scale;
    /** Shape [n]: the squared length of each question. */
    private final double[] squares;

    private final double[][] scaled;

    TaskKernel(List<CalibrationTask> tasks) {
        int n = tasks.size();
        questions = tasks.stream().map(CalibrationTask::question).toArray(float[][]::new);
        scale = scaleOf(tasks.stream().map(CalibrationTask::statistics).toList());
        scaled = tasks.stream().map(task -> scaled(task.statistics(), scale)).toArray(double[][]::new);
        squares = new double[n];
        for (int j = 0; j < n; j++) {
            squares[j] = Kernels.dot(questions[j], questions[j]);
        }
    }

    /** The questions of the calibration tasks, shape [n][384]; not to be changed. */
    public float[][] questions() {
        return questions;
    }

    /** {@code .8 / (sd + .05)} of each statistic over the calibration tasks, shape [14]; not to be changed. */
    public double[] scale() {
        return scale;
    }

    /**
     * The kernel between a calibration task and each of the others, and 0 for itself; worked out anew each time.
     *
     * @return shape [n]
     */
    double[] leaveOneOut(int j) {
        double[] result = weights(questions[j], squares[j], scaled[j]);
        result[j] = 0;
        return result;
    }

    /**
     * The kernel between a task and each calibration task.
     *
     * @param question shape [384]
     * @param statistics shape [14]
     * @return shape [n]
     */
    public double[] weights(float[] question, double[] statistics) {
        return weights(question, Kernels.dot(question, question), scaled(statistics, scale));
    }

    private double[] weights(float[] question, double square, double[] here) {
        double[] result = new double[questions.length];
        for (int j = 0; j < result.length; j++) {
            double cosine = Kernels.cosine(Kernels.dot(question, questions[j]), square, squares[j]);
            result[j] = Kernels.task(cosine, here, scaled[j]);
        }
        return result;
    }

    /** {@code .8 / (sd + .05)} of each statistic over some tasks. */
    public static double[] scaleOf(List<double[]> tasks) {
        double[] result = new double[PictureStatistics.DIMENSIONS];
        for (int i = 0; i < result.length; i++) {
            double sum = 0;
            double squares = 0;
            for (double[] task : tasks) {
                sum += task[i];
                squares += task[i] * task[i];
            }
            double mean = sum / Math.max(1, tasks.size());
            double variance = Math.max(0, squares / Math.max(1, tasks.size()) - mean * mean);
            result[i] = STATISTICS_SCALE / (StrictMath.sqrt(variance) + STATISTICS_FLOOR);
        }
        return result;
    }

    /** Statistics as the kernel compares them. */
    public static double[] scaled(double[] statistics, double[] scale) {
        double[] result = new double[statistics.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = statistics[i] * scale[i];
        }
        return result;
    }
}
