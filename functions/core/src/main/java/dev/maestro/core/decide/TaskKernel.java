package dev.maestro.core.decide;

import dev.maestro.core.observe.CalibrationTask;
import dev.maestro.core.observe.PictureStatistics;
import java.util.List;

/**
 * How like a task is to each of n calibration tasks, by question and picture ({@link Kernels#task}): {@code cos} of the
 * questions, and statistics scaled by {@code .8 / (sd + .05)} ({@code unseen.md} 2). Immutable.
 */
final class TaskKernel {

    private static final double STATISTICS_SCALE = 0.8;
    private static final double STATISTICS_FLOOR = 0.05;

    /** Shape [n][384]. */
    final float[][] questions;
    /** {@code .8 / (sd + .05)} of each statistic, shape [14]. */
    final double[] scale;
    /** Shape [n][n]: the kernel among the calibration tasks, with a diagonal of 0. */
    final double[][] leaveOneOut;

    /** Shape [n]: the squared length of each question. */
    private final double[] squares;

    private final double[][] scaled;

    TaskKernel(List<CalibrationTask> tasks) {
        int n = tasks.size();
        questions = tasks.stream().map(CalibrationTask::question).toArray(float[][]::new);
        scale = scaleOf(tasks.stream().map(CalibrationTask::statistics).toList());
        scaled = tasks.stream().map(task -> scaled(task.statistics(), scale)).toArray(double[][]::new);
        squares = new double[n];
        leaveOneOut = new double[n][n];
        for (int j = 0; j < n; j++) {
            squares[j] = Kernels.dot(questions[j], questions[j]);
            for (int i = 0; i < j; i++) {
                double cosine = Kernels.cosine(Kernels.dot(questions[j], questions[i]), squares[j], squares[i]);
                leaveOneOut[j][i] = Kernels.task(cosine, scaled[j], scaled[i]);
                leaveOneOut[i][j] = leaveOneOut[j][i];
            }
        }
    }

    /**
     * The kernel between a task and each calibration task.
     *
     * @param question shape [384]
     * @param statistics shape [14]
     * @return shape [n]
     */
    double[] weights(float[] question, double[] statistics) {
        double[] here = scaled(statistics, scale);
        double square = Kernels.dot(question, question);
        double[] result = new double[questions.length];
        for (int j = 0; j < result.length; j++) {
            double cosine = Kernels.cosine(Kernels.dot(question, questions[j]), square, squares[j]);
            result[j] = Kernels.task(cosine, here, scaled[j]);
        }
        return result;
    }

    /** {@code .8 / (sd + .05)} of each statistic over some tasks. */
    static double[] scaleOf(List<double[]> tasks) {
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
    static double[] scaled(double[] statistics, double[] scale) {
        double[] result = new double[statistics.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = statistics[i] * scale[i];
        }
        return result;
    }
}
