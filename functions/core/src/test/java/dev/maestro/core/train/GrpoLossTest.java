package dev.maestro.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.decide.PairFeatures;
import dev.maestro.core.decide.ResidualWeights;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Golden numbers: {@code src/test/golden/grpo.py}, which builds the same features and parameters. */
class GrpoLossTest {

    private static final GrpoSettings SETTINGS = new GrpoSettings(8, 1, 1, 1e-3, 0.2, 3, 0.01, 0, 1, 4, 1000);
    private static final double[] PARAMETERS = new double[Network.SIZE];
    private static final PairFeatures THREE = features(3, true);
    private static final PairFeatures FOUR = features(4, false);
    private static final double[] LOG_THREE = {-1.1299615870887711, -1.4454828273231461, -0.8179803859168961};
    private static final double[] LOG_FOUR = {
        -1.9046916948332346, -1.8296794878019846, -1.2021770463957346, -0.9412822710051096
    };

    static {
        for (int i = 0; i < PARAMETERS.length; i++) {
            PARAMETERS[i] = ((i * 13) % 29 - 14) / 64.0;
        }
    }

    private static PairFeatures features(int size, boolean stops) {
        float[][] candidates = new float[size][PairFeatures.CANDIDATE];
        double[] prior = new double[size];
        for (int k = 0; k < size; k++) {
            for (int i = 0; i < PairFeatures.CANDIDATE; i++) {
                candidates[k][i] = ((k * 7 + i * 3) % 11 - 5) / 8f;
            }
            candidates[k][PairFeatures.IS_STOP] = stops && k == 0 ? 1 : 0;
            prior[k] = k / 4.0;
        }
        float[] context = new float[PairFeatures.CONTEXT];
        for (int i = 0; i < context.length; i++) {
            context[i] = ((i * 5) % 7 - 3) / 4f;
        }
        return new PairFeatures(candidates, context, prior);
    }

    private static Sample three(int chosen, double shift, double advantage) {
        return new Sample("three", THREE, chosen, LOG_THREE[chosen] + shift, advantage);
    }

    private static Sample four(int chosen, double shift, double advantage) {
        return new Sample("four", FOUR, chosen, LOG_FOUR[chosen] + shift, advantage);
    }

    private static double loss(Sample... samples) {
        return new GrpoLoss(SETTINGS).of(PARAMETERS, List.of(samples)).loss();
    }

    @Test
    @Tag("C40")
    void isThatOfTheFormula() {
        assertThat(loss(three(1, 0, 1.5), four(2, 0, -0.5))).isCloseTo(-0.5118614688516726, within(1e-12));
        assertThat(loss(three(1, -0.5, 1))).isCloseTo(-1.2106662439120024, within(1e-12));
        assertThat(loss(four(0, 0.5, -1))).isCloseTo(0.7869433062086572, within(1e-12));
        assertThat(loss(four(0, 0.5, 1))).isCloseTo(-0.6195873535039763, within(1e-12));
        assertThat(loss(four(3, -2, -1))).isCloseTo(2.9869433062086572, within(1e-12));
        assertThat(loss(three(0, -0.1, 2))).isCloseTo(-2.2210080800632976, within(1e-12));
    }

    @Test
    @Tag("C40")
    void hasTheGradientOfFiniteDifferences() {
        List<Sample> samples = List.of(three(1, 0.05, 1.5), three(2, -0.1, -1), four(2, 0.1, -0.5), four(1, 0, 0.7));
        GrpoLoss loss = new GrpoLoss(SETTINGS);
        double step = 1e-6;

        double[] gradient = loss.of(PARAMETERS, samples).gradient();

        for (int i = 0; i < Network.SIZE; i++) {
            double[] up = PARAMETERS.clone();
            double[] down = PARAMETERS.clone();
            up[i] += step;
            down[i] -= step;
            double expected =
                    (loss.of(up, samples).loss() - loss.of(down, samples).loss()) / (2 * step);
            assertThat(gradient[i]).as("parameter %d", i).isCloseTo(expected, within(2e-7));
        }
    }

    @Test
    @Tag("C40")
    void clippedDecisionsTeachNothing() {
        GrpoLoss plain = new GrpoLoss(new GrpoSettings(8, 1, 1, 1e-3, 0.2, 3, 0, 0, 1, 4, 1000));

        GrpoLoss.Result result = plain.of(PARAMETERS, List.of(three(1, -0.5, 1), four(0, 0.5, -1), four(3, -2, -1)));

        assertThat(result.gradient()).containsOnly(0.0);
        assertThat(result.clipped()).isEqualTo(1);
    }

    @Test
    void neverTrainsAnsweringNowItself() {
        PairFeatures stopAlone = new PairFeatures(
                new float[][] {THREE.candidates()[0]}, THREE.context(), new double[] {THREE.prior()[0]});

        double[][] hidden = Network.hidden(PARAMETERS, stopAlone);
        double[] gradient = new double[Network.SIZE];
        Network.addGradient(PARAMETERS, stopAlone, hidden, new double[] {1}, gradient);

        assertThat(gradient).containsOnly(0.0);
        assertThat(Network.logits(PARAMETERS, stopAlone, hidden)).containsExactly(THREE.prior()[0]);
    }

    @Test
    @Tag("C40")
    void learnerRaisesWhatWasGoodAndIsTheSameToTheBit() {
        SplittableRandom random = new SplittableRandom(3);
        List<Sample> samples = List.of(
                three(1, 0, 1), three(2, 0, -1), four(random.nextInt(4), 0, 0.5), four(random.nextInt(4), 0, -0.5));
        Learner one = new Learner(SETTINGS, ResidualWeights.random(5));
        Learner other = new Learner(SETTINGS, ResidualWeights.random(5));

        for (int i = 0; i < 30; i++) {
            one.update(samples);
            other.update(samples);
        }

        assertThat(one.state().parameters()).isEqualTo(other.state().parameters());
        double[] before = probabilities(Network.flat(ResidualWeights.random(5)));
        assertThat(probabilities(one.state().parameters())[1]).isGreaterThan(before[1]);
    }

    private static double[] probabilities(double[] parameters) {
        return GrpoLoss.logSoftmax(Network.logits(parameters, THREE, Network.hidden(parameters, THREE)));
    }
}
