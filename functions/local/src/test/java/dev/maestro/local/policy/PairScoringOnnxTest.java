package dev.maestro.local.policy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.maestro.core.decide.JavaScorer;
import dev.maestro.core.decide.PairFeatures;
import dev.maestro.core.decide.ResidualWeights;
import dev.maestro.core.train.PairScoringOnnx;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairScoringOnnxTest {

    private static final ResidualWeights WEIGHTS = loud(ResidualWeights.random(3));

    /** Output weights of usual size, so that a wrong layer shows. */
    private static ResidualWeights loud(ResidualWeights weights) {
        float[] output = new float[ResidualWeights.UNITS];
        float[] bias = new float[ResidualWeights.UNITS];
        SplittableRandom random = new SplittableRandom(4);
        for (int u = 0; u < output.length; u++) {
            output[u] = (float) random.nextGaussian();
            bias[u] = (float) random.nextGaussian();
        }
        return new ResidualWeights(weights.hidden(), bias, output, 0.7f);
    }

    private static float[] gaussians(SplittableRandom random, int size) {
        float[] result = new float[size];
        for (int i = 0; i < size; i++) {
            result[i] = (float) random.nextGaussian();
        }
        return result;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 43, 1000})
    void scoresAnyNumberOfCandidatesAsTheJavaDoes(int count) throws OrtException {
        SplittableRandom random = new SplittableRandom(count);
        float[][] candidates = new float[count][];
        for (int k = 0; k < count; k++) {
            candidates[k] = gaussians(random, PairFeatures.CANDIDATE);
        }
        float[] context = gaussians(random, PairFeatures.CONTEXT);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();

        float[] scores;
        try (OrtSession session = environment.createSession(PairScoringOnnx.bytes(WEIGHTS));
                OnnxTensor first = OnnxTensor.createTensor(environment, candidates);
                OnnxTensor second = OnnxTensor.createTensor(environment, context);
                OrtSession.Result result = session.run(Map.of("candidates", first, "context", second))) {
            scores = (float[]) result.get("scores").orElseThrow().getValue();
        }

        float[] expected = new JavaScorer(WEIGHTS).score(candidates, context);
        assertThat(scores).hasSize(count);
        for (int k = 0; k < count; k++) {
            assertThat(Math.abs(scores[k] - expected[k])).isLessThanOrEqualTo(1e-4f);
        }
    }

    @Test
    void givesTheSameBytesForTheSameSeed() {
        byte[] bytes = PairScoringOnnx.bytes(ResidualWeights.random(5));

        assertThat(bytes).isEqualTo(PairScoringOnnx.bytes(ResidualWeights.random(5)));
        assertThat(bytes).isNotEqualTo(PairScoringOnnx.bytes(ResidualWeights.random(6)));
        assertThat(bytes.length).isLessThan(10_000);
    }
}
