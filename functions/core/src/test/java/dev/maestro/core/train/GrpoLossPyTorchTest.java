package dev.maestro.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import dev.maestro.core.decide.PairFeatures;
import dev.maestro.core.decide.ResidualWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Loss and gradient of one batch against PyTorch's, through DJL, in 64 bits: the formula of {@link GrpoLoss} written down
 * with PyTorch's operations, and the gradient by its automatic differentiation. Skipped where PyTorch's native code cannot
 * be loaded; it is unpacked into {@code target}, about 430 MB.
 */
class GrpoLossPyTorchTest {

    private static final GrpoSettings SETTINGS = new GrpoSettings(8, 1, 1, 1e-3, 0.2, 3, 0.01, 0, 1, 4, 1000);
    private static final double RELATIVE = 1e-6;
    private static final int SAMPLES = 24;

    private static Engine torch;

    @BeforeAll
    static void loadPyTorch() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("DJL_CACHE_DIR", "target/djl");
        System.setProperty("ENGINE_CACHE_DIR", "target/djl");
        System.setProperty("OPT_OUT_TRACKING", "true");
        try {
            torch = Engine.getEngine("PyTorch");
        } catch (RuntimeException | LinkageError e) {
            Assumptions.abort("PyTorch's native code cannot be loaded here: " + e);
        }
    }

    /** Decisions of which some are clipped, on either side, and some twice; every second one may stop. */
    private static List<Sample> batch(double[] parameters) {
        SplittableRandom random = new SplittableRandom(11);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            PairFeatures features = features(2 + random.nextInt(6), i % 2 == 0, random);
            int chosen = random.nextInt(features.prior().length);
            double[] now =
                    GrpoLoss.logSoftmax(Network.logits(parameters, features, Network.hidden(parameters, features)));
            double shift = new double[] {0, 0.1, -0.1, 0.5, -0.5, -2}[i % 6];
            samples.add(
                    new Sample("sample " + i, features, chosen, now[chosen] + shift, i % 4 < 2 ? 1.3 : -0.8 - 0.1 * i));
        }
        return samples;
    }

    private static PairFeatures features(int size, boolean stops, SplittableRandom random) {
        float[][] candidates = new float[size][PairFeatures.CANDIDATE];
        double[] prior = new double[size];
        for (int k = 0; k < size; k++) {
            for (int i = 0; i < PairFeatures.CANDIDATE; i++) {
                candidates[k][i] = (float) random.nextDouble(-1, 1);
            }
            candidates[k][PairFeatures.IS_STOP] = stops && k == 0 ? 1 : 0;
            prior[k] = random.nextDouble(0, 2);
        }
        float[] context = new float[PairFeatures.CONTEXT];
        for (int i = 0; i < context.length; i++) {
            context[i] = (float) random.nextDouble(-1, 1);
        }
        return new PairFeatures(candidates, context, prior);
    }

    private static double[] parameters() {
        SplittableRandom random = new SplittableRandom(12);
        double[] result = new double[Network.SIZE];
        for (int i = 0; i < result.length; i++) {
            result[i] = random.nextDouble(-0.5, 0.5);
        }
        return result;
    }

    @Test
    void lossAndGradientAreThoseOfPyTorch() {
        double[] parameters = parameters();
        List<Sample> samples = batch(parameters);

        GrpoLoss.Result result = new GrpoLoss(SETTINGS).of(parameters, samples);

        assertThat(result.clipped()).isBetween(0.1, 0.9);
        try (NDManager manager = torch.newBaseManager();
                GradientCollector collector = torch.newGradientCollector()) {
            NDArray flat = manager.create(parameters);
            flat.setRequiresGradient(true);
            NDArray loss = loss(manager, flat, samples);
            collector.backward(loss);
            double[] gradient = flat.getGradient().toDoubleArray();
            double largest = 0;
            double furthest = 0;
            for (int i = 0; i < gradient.length; i++) {
                largest = Math.max(largest, Math.abs(gradient[i]));
                furthest = Math.max(furthest, Math.abs(gradient[i] - result.gradient()[i]));
            }
            assertThat(largest).isGreaterThan(0.01);
            assertThat(furthest / largest).isLessThan(RELATIVE);
            assertThat(result.loss() / loss.getDouble()).isBetween(1 - RELATIVE, 1 + RELATIVE);
        }
    }

    private static NDArray loss(NDManager manager, NDArray flat, List<Sample> samples) {
        NDArray hidden = flat.get("0:" + Network.HIDDEN_BIAS).reshape(ResidualWeights.INPUTS, Network.UNITS);
        NDArray hiddenBias = flat.get(Network.HIDDEN_BIAS + ":" + Network.OUTPUT);
        NDArray output = flat.get(Network.OUTPUT + ":" + Network.OUTPUT_BIAS).reshape(Network.UNITS, 1);
        NDArray outputBias = flat.get(Network.OUTPUT_BIAS + ":" + Network.SIZE);
        NDList losses = new NDList();
        for (Sample sample : samples) {
            int size = sample.features().prior().length;
            NDArray sums = inputs(manager, sample.features()).matMul(hidden).add(hiddenBias);
            NDArray residual =
                    Activation.relu(sums).matMul(output).add(outputBias).reshape(size);
            NDArray logits = residual.mul(learned(manager, sample.features()))
                    .add(manager.create(sample.features().prior()));
            NDArray logProbabilities = logits.logSoftmax(0);
            NDArray ratio = logProbabilities
                    .get(String.valueOf(sample.chosen()))
                    .sub(sample.logProbability())
                    .exp();
            double advantage = sample.advantage();
            NDArray kept = NDArrays.minimum(
                    ratio.mul(advantage),
                    ratio.clip(1 - SETTINGS.clip(), 1 + SETTINGS.clip()).mul(advantage));
            if (advantage < 0) {
                kept = NDArrays.maximum(kept, manager.create(SETTINGS.dualClip() * advantage));
            }
            NDArray entropy = logProbabilities.exp().mul(logProbabilities).sum().neg();
            losses.add(kept.neg().sub(entropy.mul(SETTINGS.entropyCoefficient())));
        }
        return NDArrays.stack(losses).mean();
    }

    /** Shape [N, 27]: each candidate with the context behind it. */
    private static NDArray inputs(NDManager manager, PairFeatures features) {
        int size = features.prior().length;
        double[] all = new double[size * ResidualWeights.INPUTS];
        for (int k = 0; k < size; k++) {
            for (int i = 0; i < ResidualWeights.INPUTS; i++) {
                all[k * ResidualWeights.INPUTS + i] = i < PairFeatures.CANDIDATE
                        ? features.candidates()[k][i]
                        : features.context()[i - PairFeatures.CANDIDATE];
            }
        }
        return manager.create(all, new Shape(size, ResidualWeights.INPUTS));
    }

    /** Shape [N]: 0 for answering now, which has no residual, else 1. */
    private static NDArray learned(NDManager manager, PairFeatures features) {
        double[] result = new double[features.prior().length];
        for (int k = 0; k < result.length; k++) {
            result[k] = features.candidates()[k][PairFeatures.IS_STOP] != 0 ? 0 : 1;
        }
        return manager.create(result);
    }
}
