package dev.maestro.core.decide;

import dev.maestro.core.estimate.CalibrationTable;
import dev.maestro.core.experience.Attempt;
import dev.maestro.core.experience.Experience;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the calibration of each pair is still to be believed: the odds that it foretold what the pair's own evidence
 * scored, against a rate that knows no more than the pair's other attempts. An expert that got better or worse since it
 * was calibrated soon has next to none. What it foretold is the success of evidence that looks like this one: an episode
 * answers with evidence that looks right, so that attempts come out better than the pair does, and a calibration that
 * is not asked for the same would seem wrong. Immutable.
 *
 * <pre>
 *   trust = 1 / (1 + exp(-(2 + log L(calibrated success of such evidence) - log L(mean of the other attempts))))
 * </pre>
 */
final class Trust {

    /** Logarithm of the odds before anything was attempted. */
    private static final double FAITH = 2;

    private static final double SUREST = 0.02;
    private static final double LEAST = 0.02;

    private final Map<String, Double> byPair = new HashMap<>();

    Trust(Experience experience, CalibrationTable table) {
        experience.alone().forEach((pairId, attempts) -> {
            int column = table.column(pairId);
            if (column >= 0 && table.isCalibrated(column)) {
                byPair.put(pairId, of(attempts, column, table));
            }
        });
    }

    private static double of(List<Attempt> attempts, int column, CalibrationTable table) {
        double sum = 0;
        for (Attempt attempt : attempts) {
            sum += attempt.outcome();
        }
        double logOdds = FAITH;
        for (Attempt attempt : attempts) {
            double calibrated = table.expected(attempt.task(), column, traits(attempt));
            double rate = (sum - attempt.outcome() + 0.5) / attempts.size();
            logOdds += logLikelihood(attempt.outcome(), calibrated) - logLikelihood(attempt.outcome(), rate);
        }
        return Math.max(LEAST, 1 / (1 + StrictMath.exp(-logOdds)));
    }

    private static double[] traits(Attempt attempt) {
        float[] traits = attempt.situation().traits();
        double[] result = new double[traits.length];
        for (int t = 0; t < result.length; t++) {
            result[t] = traits[t];
        }
        return result;
    }

    private static double logLikelihood(double outcome, double success) {
        double p = Math.max(SUREST, Math.min(1 - SUREST, success));
        return outcome * StrictMath.log(p) + (1 - outcome) * StrictMath.log(1 - p);
    }

    /** The trust in the calibration of a pair, 0.02 to 1; that before anything was attempted where nothing was. */
    double of(String pairId) {
        return byPair.getOrDefault(pairId, 1 / (1 + StrictMath.exp(-FAITH)));
    }
}
