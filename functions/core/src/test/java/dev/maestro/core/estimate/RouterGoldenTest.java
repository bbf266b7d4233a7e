package dev.maestro.core.estimate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.CalibrationTask;
import dev.maestro.core.observe.EvidenceTraits;
import dev.maestro.core.observe.Provenance;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Kernels and means against {@code golden/router.py}: the formulas of unseen.md 2 (and our penalty in the look-ahead)
 * written down a second time with numpy, loops over all tasks and pairs, on made-up numbers that both sides make.
 */
class RouterGoldenTest {

    private static final Percentage CLOSE = Percentage.withPercentage(0.001);
    private static final int TASKS = 5;
    private static final String REGISTRY = """
            name: golden
            experts:
              - {id: r, capabilities: [read-text], endpoint: {type: triton, model: r}, description: r}
              - {id: s, capabilities: [read-text], endpoint: {type: triton, model: s}, description: s}
              - {id: u, capabilities: [read-text], endpoint: {type: triton, model: u}, description: u,
                 latencyPriorMillis: 200}
              - {id: c, capabilities: [compute], endpoint: {type: triton, model: c}, description: c}
            skills:
              - {id: read, tier: 1, description: read}
              - {id: read-plain, tier: 2, parent: read, description: read, capabilities: [read-text], procedure: read-plain}
              - {id: sum, tier: 1, description: sum, capabilities: [compute], procedure: sum}
            """;
    private static final String[] PAIRS = {"r/read-plain", "s/read-plain", "u/read-plain", "c/sum"};
    private static final String[] CORRECT = {"10.0", "01.0", "00.0", "0..1", "11.0"};
    private static final String[][] TEXTS = {
        {"OPEN", "OPEN", "", ""},
        {"12+7=", "OPEN", "", ""},
        {"12+7=", "12+7=", "", "42"},
        {"", "", "", "42"},
        {"42", "42", "", "42"}
    };

    private CalibrationTable table;
    private double[] weights;

    @BeforeEach
    void makeTheSameNumbersAsThePython() {
        CalibrationData.Builder builder = new CalibrationData.Builder(new Provenance(1, "", "", ""));
        for (int j = 0; j < TASKS; j++) {
            builder.task(new CalibrationTask("t" + j, question(j), statistics(j)));
            for (int k = 0; k < PAIRS.length; k++) {
                if (CORRECT[j].charAt(k) != '.') {
                    builder.outcome("t" + j, PAIRS[k], CORRECT[j].charAt(k) == '1', 10 * (k + 1) + j, TEXTS[j][k]);
                }
            }
        }
        chain(builder, "r/read-plain", "011.."); // at the fourth task the reader brought nothing
        chain(builder, "s/read-plain", "0.100");
        RegistrySnapshot registry =
                RegistryLoader.load("golden.yaml", REGISTRY.getBytes(UTF_8)).snapshot();
        table = new CalibrationTable(builder.build(), registry.pairs());
        weights = table.kernel.weights(question(TASKS), statistics(TASKS));
    }

    private static void chain(CalibrationData.Builder builder, String first, String correct) {
        for (int j = 0; j < TASKS; j++) {
            if (correct.charAt(j) != '.') {
                builder.chain("t" + j, first, "c/sum", correct.charAt(j) == '1');
            }
        }
    }

    private static float[] question(int j) {
        float[] result = new float[384];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (((i * 7) % 17 - 8) / 10.0 + 0.15 * ((i * (j + 2)) % 11 - 5) / 10.0);
        }
        return result;
    }

    private static double[] statistics(int j) {
        return IntStream.range(0, 14)
                .mapToDouble(i -> ((i * 3 + j * 5) % 7) / 100.0)
                .toArray();
    }

    private static void assertClose(double[] actual, double... expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("element " + i).isCloseTo(expected[i], CLOSE);
        }
    }

    @Test
    void taskKernel() {
        assertClose(weights, 0.129552599, 0.321308244, 0.292769353, 0.125726734, 0.177636657);
    }

    @Test
    void successAndCostOfTheFirstHop() {
        assertClose(NeighbourMeans.success(table, weights), 0.293169023, 0.541052624, 0.05, 0.120016702);
        assertClose(NeighbourMeans.cost(table, weights), 11.8391959, 21.7190824, 200, 41.8862515);
    }

    @Test
    void successAfterEvidence() {
        double[] behind = table.evidenceWeights(weights, 0, EvidenceTraits.of("12+7="));

        double stop = NeighbourMeans.stop(table, behind, 0);
        double[] after = NeighbourMeans.after(table, behind, 0, new int[] {0, 1, 2, 3});

        assertThat(stop).isCloseTo(0.010715014, CLOSE);
        assertClose(after, 0.010715014, 0.522645043, 0.05, 0.993539111);
    }

    @Test
    void afterAPairThatBroughtNothingTheNextOneIsOnItsOwn() {
        double[] behind = table.evidenceWeights(weights, 0, EvidenceTraits.of(""));

        double[] after = NeighbourMeans.after(table, behind, 0, new int[] {0, 1, 2, 3});

        assertClose(after, 0.0574953813, 0.462091801, 0.05, 0.959523889);
    }

    @Test
    void realisedValueOfTheFirstHop() {
        Lookahead lookahead = new Lookahead(table, new int[] {0, 1, 2, 3}, 0.1);

        double[] value = IntStream.range(0, 4)
                .mapToDouble(k -> lookahead.value(Near.of(weights), k))
                .toArray();

        assertClose(value, 0.480244327, 0.181828036, 0.05, -0.0261936617);
    }

    @Test
    void penaltyIsCappedAtOneAndAHalfSeconds() {
        assertThat(Penalty.of(0.1, 500)).isCloseTo(0.08, CLOSE);
        assertThat(Penalty.of(0.1, 90_000)).isCloseTo(0.18, CLOSE);
    }

    @Test
    void givesEachPairTheSameMeanAloneAsAmongAll() {
        double[] behind = table.evidenceWeights(weights, 0, EvidenceTraits.of("12+7="));
        int[] every = IntStream.range(0, PAIRS.length).toArray();

        double[] all = NeighbourMeans.after(table, behind, 0, every);
        double[] alone = IntStream.of(every)
                .mapToDouble(k -> NeighbourMeans.after(table, behind, 0, new int[] {k})[0])
                .toArray();

        assertThat(all).containsExactly(alone, Offset.offset(1e-12));
    }
}
