package dev.maestro.report;

import dev.maestro.core.statistics.Bootstrap;
import dev.maestro.core.statistics.Interval;
import dev.maestro.core.statistics.Wilson;
import dev.maestro.report.Findings.CalibrationBin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How often a policy was right by what it had predicted, in ten equal ranges of the prediction. */
final class CalibrationBins {

    private static final int BINS = 10;
    private static final long SEED = 1;

    private final List<List<double[]>> bins = new ArrayList<>();

    CalibrationBins() {
        for (int i = 0; i < BINS; i++) {
            bins.add(new ArrayList<>());
        }
    }

    /** One item: what was predicted and what came, both 0 to 1. */
    void add(double predicted, double score) {
        double inside = Math.clamp(predicted, 0, 1);
        bins.get(Math.min(BINS - 1, (int) (inside * BINS))).add(new double[] {inside, score});
    }

    List<CalibrationBin> bins() {
        return bins.stream()
                .filter(bin -> !bin.isEmpty())
                .map(bin -> {
                    double[] scores = bin.stream().mapToDouble(item -> item[1]).toArray();
                    Interval interval = interval(scores);
                    return new CalibrationBin(
                            scores.length,
                            bin.stream().mapToDouble(item -> item[0]).average().orElse(0),
                            bin.stream().mapToDouble(item -> item[1]).average().orElse(0),
                            interval.low(),
                            interval.high());
                })
                .toList();
    }

    /** As for the sets: of few right or wrong answers a bootstrap would be far too narrow. */
    private static Interval interval(double[] scores) {
        boolean rightOrWrong = Arrays.stream(scores).allMatch(score -> score == 0 || score == 1);
        return rightOrWrong
                ? Wilson.interval((int) Arrays.stream(scores).sum(), scores.length)
                : Bootstrap.mean(scores, SEED);
    }

    /** Mean distance of prediction and outcome over the ranges, weighted by items; 0 without any. */
    static double error(List<CalibrationBin> bins) {
        double n = bins.stream().mapToInt(CalibrationBin::n).sum();
        return n == 0
                ? 0
                : bins.stream()
                                .mapToDouble(bin -> bin.n() * Math.abs(bin.predicted() - bin.realised()))
                                .sum()
                        / n;
    }
}
