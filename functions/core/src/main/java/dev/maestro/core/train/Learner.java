package dev.maestro.core.train;

import dev.maestro.core.decide.ResidualWeights;
import java.util.List;

/**
 * Parameters with the moments of Adam (Kingma and Ba 2015; betas 0.9 and 0.999, epsilon 1e-8, no decay). Not
 * thread-safe. The same start and the same batches give the same bits on every machine.
 */
public final class Learner {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double TINY = 1e-8;

    private final GrpoSettings settings;
    private final GrpoLoss loss;
    private final double[] parameters;
    private final double[] first;
    private final double[] second;
    private int steps;

    /** Starts from weights, without moments. */
    public Learner(GrpoSettings settings, ResidualWeights weights) {
        this(settings, new State(Network.flat(weights), new double[Network.SIZE], new double[Network.SIZE], 0));
    }

    /** Goes on from a checkpoint. */
    public Learner(GrpoSettings settings, State state) {
        this.settings = settings;
        this.loss = new GrpoLoss(settings);
        this.parameters = state.parameters().clone();
        this.first = state.first().clone();
        this.second = state.second().clone();
        this.steps = state.steps();
    }

    /**
     * All that a learner is.
     *
     * @param parameters the weights
     * @param first moments
     * @param second moments
     * @param steps of the optimiser so far
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record State(double[] parameters, double[] first, double[] second, int steps) {

        public State {
            if (parameters.length != Network.SIZE || first.length != Network.SIZE || second.length != Network.SIZE) {
                throw new IllegalArgumentException("a learner has " + Network.SIZE + " parameters, were "
                        + parameters.length + ", " + first.length + " and " + second.length);
            }
        }
    }

    /** A copy of all that this learner is. */
    public State state() {
        return new State(parameters.clone(), first.clone(), second.clone(), steps);
    }

    /** The weights as they are served. */
    public ResidualWeights weights() {
        return Network.weights(parameters);
    }

    /**
     * One update: so many steps of Adam over the batch as there are epochs.
     *
     * @return of the last epoch; the first one's ratios are all 1 when the batch is fresh
     */
    public GrpoLoss.Result update(List<Sample> batch) {
        GrpoLoss.Result result = loss.of(parameters, batch);
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            if (epoch > 0) {
                result = loss.of(parameters, batch);
            }
            step(result.gradient());
        }
        return result;
    }

    private void step(double[] gradient) {
        double squares = 0;
        for (double value : gradient) {
            squares += value * value;
        }
        double norm = StrictMath.sqrt(squares);
        double scale = norm > settings.gradientNorm() ? settings.gradientNorm() / norm : 1;
        steps++;
        double correction1 = 1 - StrictMath.pow(BETA1, steps);
        double correction2 = 1 - StrictMath.pow(BETA2, steps);
        for (int i = 0; i < parameters.length; i++) {
            double g = gradient[i] * scale;
            first[i] = BETA1 * first[i] + (1 - BETA1) * g;
            second[i] = BETA2 * second[i] + (1 - BETA2) * g * g;
            parameters[i] -= settings.learningRate()
                    * (first[i] / correction1)
                    / (StrictMath.sqrt(second[i] / correction2) + TINY);
        }
    }
}
