package dev.maestro.core.decide;

import dev.maestro.core.estimate.Estimates;
import dev.maestro.core.observe.EvidenceTraits;
import dev.maestro.core.observe.History;
import dev.maestro.core.observe.Hop;
import dev.maestro.core.registry.Pair;
import java.util.Optional;

/**
 * The numbers that describe candidates to the scorer. Calibrated numbers only, no text and no identity, so that an
 * expert unknown in training looks like any other.
 *
 * <p>A candidate has 15: success, value; value, value less cost, and success, each less that of the best candidate
 * (stopping included); cost in seconds up to 3, its logarithm, its share over the cheapest of the good; whether it is
 * good (success within .1 of the best); whether it is stopping; same expert, same skill as the evidence; value less
 * stop value; value less success; logarithm of the neighbourhood's weight. The context has 12: six traits of the
 * evidence, whether there is any, steps so far, stop value, best success, best value, and whether an earlier pair had
 * brought the same evidence.
 *
 * @param candidates shape [N, 15]; stopping is the first when it is possible
 * @param context shape [12]
 * @param prior shape [N]: the router's logits
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record PairFeatures(float[][] candidates, float[] context, double[] prior) {

    /** Numbers of a candidate. */
    public static final int CANDIDATE = 15;

    /** Place of the flag that marks stopping among a candidate's numbers. */
    public static final int IS_STOP = 9;

    /** Numbers of the context. */
    public static final int CONTEXT = 12;

    private static final double GOOD = 0.1;
    private static final double MOST_SECONDS = 3;

    /** The features of a decision; needs at least one candidate, stopping included. */
    static PairFeatures of(Estimates estimates, History history) {
        int stops = estimates.mayStop() ? 1 : 0;
        int size = estimates.candidates().size() + stops;
        double bestSuccess = stops == 1 ? estimates.stop() : Double.NEGATIVE_INFINITY;
        double bestValue = bestSuccess;
        double bestWorth = bestSuccess;
        for (int i = 0; i < size - stops; i++) {
            bestSuccess = Math.max(bestSuccess, estimates.success()[i]);
            bestValue = Math.max(bestValue, estimates.value()[i]);
            bestWorth = Math.max(bestWorth, estimates.worth()[i]);
        }
        double cheapest = MOST_SECONDS * 1000;
        for (int i = 0; i < size - stops; i++) {
            if (estimates.success()[i] >= bestSuccess - GOOD) {
                cheapest = Math.min(cheapest, estimates.costMillis()[i]);
            }
        }
        Best best = new Best(bestSuccess, bestValue, bestWorth, Math.max(1, cheapest));
        float[][] candidates = new float[size][];
        double[] prior = new double[size];
        if (stops == 1) {
            double stop = estimates.stop();
            candidates[0] = row(stop, stop, stop, 0, best, estimates);
            candidates[0][IS_STOP] = 1;
            prior[0] = CalibratedRouter.SHARPNESS * stop;
        }
        Optional<Hop> evidence = history.evidence();
        for (int i = 0; i < size - stops; i++) {
            float[] row = row(
                    estimates.success()[i],
                    estimates.value()[i],
                    estimates.worth()[i],
                    estimates.costMillis()[i],
                    best,
                    estimates);
            Pair pair = estimates.candidates().get(i);
            evidence.ifPresent(hop -> {
                row[10] = hop.pairId().startsWith(pair.expert().id() + "/") ? 1 : 0;
                row[11] = hop.pairId().endsWith("/" + pair.skill().id()) ? 1 : 0;
            });
            candidates[i + stops] = row;
            prior[i + stops] = CalibratedRouter.SHARPNESS * estimates.worth()[i];
        }
        return new PairFeatures(candidates, context(estimates, history, best), prior);
    }

    private record Best(double success, double value, double worth, double cheapestMillis) {}

    private static float[] row(
            double success, double value, double worth, double costMillis, Best best, Estimates estimates) {
        float[] row = new float[CANDIDATE];
        row[0] = (float) success;
        row[1] = (float) value;
        row[2] = (float) (value - best.value);
        row[3] = (float) (worth - best.worth);
        row[4] = (float) (success - best.success);
        row[5] = (float) Math.min(MOST_SECONDS, costMillis / 1000);
        row[6] = (float) (StrictMath.log(1 + costMillis) / 10);
        row[7] = (float) (StrictMath.log((1 + costMillis) / (1 + best.cheapestMillis)) / 10);
        row[8] = success >= best.success - GOOD ? 1 : 0;
        row[12] = (float) (value - estimates.stop());
        row[13] = (float) (value - success);
        row[14] = (float) (StrictMath.log(estimates.neighbourhood() + 1e-6) / 10);
        return row;
    }

    private static float[] context(Estimates estimates, History history, Best best) {
        float[] context = new float[CONTEXT];
        for (int t = 0; t < EvidenceTraits.DIMENSIONS; t++) {
            context[t] = (float) estimates.traits()[t];
        }
        context[6] = estimates.hasEvidence() ? 1 : 0;
        context[7] = history.hops().size() / 4f;
        context[8] = (float) estimates.stop();
        context[9] = (float) best.success;
        context[10] = (float) best.value;
        context[11] = history.isAgreed() ? 1 : 0;
        return context;
    }
}
