package dev.maestro.core.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The GRPO loss of a batch and its gradient, aggregated over decisions (the paper's token mean, a decision being what the
 * pair-scoring policy emits):
 *
 * <pre>
 *   rho = exp(log pi(a) - log pi_old(a))
 *   l   = -min(rho A, clip(rho, 1 - eps, 1 + eps) A)        and not above -c A where A is negative
 *   L   = mean over decisions of l - eta H(pi)
 * </pre>
 *
 * <p>Each sum runs in the order of the samples, so the result is the same to the bit wherever it is worked out.
 */
public final class GrpoLoss {

    private final GrpoSettings settings;

    public GrpoLoss(GrpoSettings settings) {
        this.settings = settings;
    }

    /**
     * What came of a batch.
     *
     * @param loss L
     * @param gradient of L, by parameter
     * @param entropy mean of H, in nats
     * @param clipped share of decisions whose ratio was clipped
     * @param meanRatio mean of rho
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Result(double loss, double[] gradient, double entropy, double clipped, double meanRatio) {}

    /** The loss and gradient; zeros for an empty batch. */
    public Result of(double[] parameters, List<Sample> samples) {
        double[] gradient = new double[parameters.length];
        Totals totals = new Totals();
        Map<String, List<Sample>> alike = new LinkedHashMap<>();
        samples.forEach(sample ->
                alike.computeIfAbsent(sample.key(), key -> new ArrayList<>()).add(sample));
        alike.values().forEach(same -> add(parameters, same, samples.size(), gradient, totals));
        double n = Math.max(1, samples.size());
        return new Result(totals.loss / n, gradient, totals.entropy / n, totals.clipped / n, totals.ratios / n);
    }

    private static final class Totals {
        private double loss;
        private double entropy;
        private double ratios;
        private int clipped;
    }

    private void add(double[] parameters, List<Sample> same, int all, double[] gradient, Totals totals) {
        var features = same.getFirst().features();
        double[][] hidden = Network.hidden(parameters, features);
        double[] logProbabilities = logSoftmax(Network.logits(parameters, features, hidden));
        double entropy = 0;
        for (double logProbability : logProbabilities) {
            entropy -= StrictMath.exp(logProbability) * logProbability;
        }
        double[] byLogit = new double[logProbabilities.length];
        for (Sample sample : same) {
            double ratio = StrictMath.exp(logProbabilities[sample.chosen()] - sample.logProbability());
            double weight = weight(ratio, sample.advantage(), totals);
            totals.entropy += entropy;
            totals.ratios += ratio;
            totals.loss -= settings.entropyCoefficient() * entropy;
            for (int k = 0; k < byLogit.length; k++) {
                double p = StrictMath.exp(logProbabilities[k]);
                byLogit[k] += weight * ((k == sample.chosen() ? 1 : 0) - p) / all;
                byLogit[k] += settings.entropyCoefficient() * p * (logProbabilities[k] + entropy) / all;
            }
        }
        Network.addGradient(parameters, features, hidden, byLogit, gradient);
    }

    /** Adds the loss of a decision and gives its derivative by the log-probability of the chosen candidate. */
    private double weight(double ratio, double advantage, Totals totals) {
        double bounded = Math.max(1 - settings.clip(), Math.min(1 + settings.clip(), ratio));
        double loss = Math.max(-ratio * advantage, -bounded * advantage);
        boolean flat = loss != -ratio * advantage;
        if (advantage < 0 && loss > -settings.dualClip() * advantage) {
            loss = -settings.dualClip() * advantage;
            flat = true;
        }
        totals.loss += loss;
        totals.clipped += flat ? 1 : 0;
        return flat ? 0 : -ratio * advantage;
    }

    /** Shape [N]. */
    static double[] logSoftmax(double[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += StrictMath.exp(logit - largest);
        }
        double logSum = largest + StrictMath.log(sum);
        double[] result = new double[logits.length];
        for (int k = 0; k < result.length; k++) {
            result[k] = logits[k] - logSum;
        }
        return result;
    }
}
