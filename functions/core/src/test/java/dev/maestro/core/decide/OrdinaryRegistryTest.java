package dev.maestro.core.decide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.registry.Digest;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Decisions among up to 256 candidates, to the bit. The digests were those of the code before it had a short list for
 * larger registries, and were recorded anew when the task kernel got its far-reaching part, when one look-ahead took
 * the place of two, and, of those with a memory, when trust got to look at evidence; whoever means to change decisions
 * does so again.
 */
class OrdinaryRegistryTest {

    private static final int TASKS = 12;

    /** Everything of a decision but the time that it took. */
    private static String text(Decision decision) {
        return decision.action() + " " + decision.logProbability() + " " + decision.scores() + " "
                + decision.logSumExp() + " " + new TreeMap<>(decision.extra()) + "\n";
    }

    private static String digest(ManyPairs pairs, PolicyEntry entry, boolean isRemembering, List<String> experts) {
        Policy policy = pairs.policy(entry, isRemembering);
        StringBuilder all = new StringBuilder();
        for (int task = 0; task < TASKS; task++) {
            for (Purpose purpose : List.of(Purpose.SERVE, Purpose.TRAIN)) {
                pairs.play(pairs.start(task, purpose, experts), policy, decision -> all.append(text(decision)));
            }
        }
        return Digest.of(all.toString().getBytes(UTF_8)).substring("sha256:".length(), "sha256:".length() + 16);
    }

    private static String digests(ManyPairs pairs, List<String> experts) {
        return digest(pairs, ManyPairs.ROUTER, false, experts) + " " + digest(pairs, ManyPairs.SCORING, false, experts)
                + " " + digest(pairs, ManyPairs.SCORING, true, experts);
    }

    @ParameterizedTest
    @CsvSource({
        "9, 3, 24, 7ede7f0d64c133ed 4189db4397fc6304 21b137802148e464",
        "50, 13, 24, 4de1ef535ed22745 426fb65c1f744b34 1f5300a8f1c03e69",
        "236, 20, 24, 100ab89c6d819b27 794c3c97d58e7a4b a464789b202ff218",
        "50, 13, 80, 145659bbdb2f110e ab789873c659ccc8 5ddab32fbd808f7e"
    })
    void decisionsStayTheSameToTheBit(int readers, int solvers, int tasks, String expected) {
        ManyPairs pairs = new ManyPairs(readers, solvers, tasks);

        assertThat(digests(pairs, List.of())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"280, 10, d674dc83acdd0f08 a07b7888bb16d860 e6156f79f7e14901"})
    void decisionsAmongSomePairsOfALargeRegistryStayTheSameToTheBit(int readers, int solvers, String expected) {
        ManyPairs pairs = new ManyPairs(readers, solvers, 24);
        List<String> experts = new ArrayList<>(
                IntStream.range(0, 200).mapToObj(k -> "reader-" + k).toList());
        experts.add("solver-3");

        assertThat(digests(pairs, experts)).isEqualTo(expected);
    }
}
