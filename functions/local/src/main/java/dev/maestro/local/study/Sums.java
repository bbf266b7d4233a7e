package dev.maestro.local.study;

import dev.maestro.core.statistics.Bootstrap;
import dev.maestro.core.statistics.Interval;
import dev.maestro.core.train.LogEvaluation;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Arithmetic over figures by task. */
final class Sums {

    private static final double RIGHT = 0.999;
    private static final long SEED = 1;
    private static final double TAIL = 0.025;

    private Sums() {}

    /** By task, the mean over some evaluations of the same tasks. */
    static double[] rewards(List<LogEvaluation> evaluations) {
        double[] mean = new double[evaluations.getFirst().rewards().length];
        for (LogEvaluation evaluation : evaluations) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += evaluation.rewards()[i] / evaluations.size();
            }
        }
        return mean;
    }

    /** By task, the share of some evaluations that got it right. */
    static double[] rights(List<LogEvaluation> evaluations) {
        double[] mean = new double[evaluations.getFirst().scores().length];
        for (LogEvaluation evaluation : evaluations) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += (evaluation.scores()[i] >= RIGHT ? 1.0 : 0.0) / evaluations.size();
            }
        }
        return mean;
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? 0 : sum / values.length;
    }

    static double[] less(double[] a, double[] b) {
        double[] result = new double[a.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = a[i] - b[i];
        }
        return result;
    }

    /** Of a mean by task, 95 %. */
    static List<Double> interval(double[] values) {
        Interval interval = Bootstrap.mean(values, SEED);
        return List.of(interval.low(), interval.high());
    }

    /** Of a ratio of two sums over the same tasks, 95 %: tasks drawn anew. */
    static List<Double> ratioInterval(double[] above, double[] below) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] ratios = new double[Bootstrap.RESAMPLES];
        for (int r = 0; r < ratios.length; r++) {
            double sumAbove = 0;
            double sumBelow = 0;
            for (int i = 0; i < above.length; i++) {
                int drawn = random.nextInt(above.length);
                sumAbove += above[drawn];
                sumBelow += below[drawn];
            }
            ratios[r] = sumAbove / sumBelow;
        }
        Arrays.sort(ratios);
        return List.of(ratios[(int) (TAIL * ratios.length)], ratios[(int) ((1 - TAIL) * ratios.length) - 1]);
    }
}
