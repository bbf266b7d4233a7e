package dev.maestro.core.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.estimate.Estimates;
import dev.maestro.core.observe.History;
import dev.maestro.core.observe.Hop;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.wire.Outcome;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Expected numbers were worked out by hand from the list in the class comment. */
class PairFeaturesTest {

    private static final RegistrySnapshot REGISTRY = RegistryLoader.snapshot(RegistryLoader.embedded());

    private static Pair pair(String expert, String skill) {
        return REGISTRY.pair(expert, skill).orElseThrow();
    }

    @Test
    void describesCandidatesByNumbersAloneWithStoppingFirst() {
        List<Pair> candidates = List.of(pair("symja", "compute-evaluate"), pair("tesseract", "read-clean"));
        Estimates estimates = new Estimates(
                candidates,
                new double[] {0.9, 0.2},
                new double[] {0.9, 0.3},
                new double[] {4, 5000},
                new double[] {0.86, 0.12},
                true,
                0.4,
                true,
                new double[] {1, 1},
                1,
                1,
                new double[] {0, 0, 0.1, 0.6, 1, 0.2});
        History history = new History(
                List.of(new Hop("tesseract/read-plain", new Outcome.Answered("12+7="))),
                Set.of("tesseract/read-plain"));

        PairFeatures features = PairFeatures.of(estimates, history);

        assertThat(features.prior()).containsExactly(new double[] {16, 34.4, 4.8}, within(1e-9));
        assertThat(features.context())
                .containsExactly(new float[] {0, 0, 0.1f, 0.6f, 1, 0.2f, 1, 0.25f, 0.4f, 0.9f, 0.9f, 0}, within(1e-6f));
        float log5 = (float) (Math.log(5) / 10);
        float log5001 = (float) (Math.log(5001) / 10);
        float logOne = (float) (Math.log(1 + 1e-6) / 10);
        assertThat(features.candidates()[0])
                .containsExactly(
                        new float[] {0.4f, 0.4f, -0.5f, -0.46f, -0.5f, 0, 0, -log5, 0, 1, 0, 0, 0, 0, logOne},
                        within(1e-6f));
        assertThat(features.candidates()[1])
                .containsExactly(
                        new float[] {0.9f, 0.9f, 0, 0, 0, 0.004f, log5, 0, 1, 0, 0, 0, 0.5f, 0, logOne}, within(1e-6f));
        assertThat(features.candidates()[2])
                .containsExactly(
                        new float[] {
                            0.2f,
                            0.3f,
                            -0.6f,
                            -0.74f,
                            -0.7f,
                            3,
                            log5001,
                            log5001 - log5,
                            0,
                            0,
                            1,
                            0,
                            -0.1f,
                            0.1f,
                            logOne
                        },
                        within(1e-6f));
    }
}
