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
 * Decisions among up to 256 candidates, to the bit. The digests are those of the code before it had a short list for
 * larger registries; whoever means to change decisions records them anew.
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
        "9, 3, ea9b2f5ba21c8559 f4d635b82938c3de aef19843e6de45c3",
        "50, 13, 25b1a28788abb724 10e9718b701ecde5 812c72355940aa2f",
        "236, 20, 683eaecf6e79bbe1 121540dea95b9bf1 45e1637a93499bd5"
    })
    void decisionsStayTheSameToTheBit(int readers, int solvers, String expected) {
        ManyPairs pairs = new ManyPairs(readers, solvers, 24);

        assertThat(digests(pairs, List.of())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"280, 10, f337a8bf6085796b f07b2efbc80ca920 18812cc2b892e198"})
    void decisionsAmongSomePairsOfALargeRegistryStayTheSameToTheBit(int readers, int solvers, String expected) {
        ManyPairs pairs = new ManyPairs(readers, solvers, 24);
        List<String> experts = new ArrayList<>(
                IntStream.range(0, 200).mapToObj(k -> "reader-" + k).toList());
        experts.add("solver-3");

        assertThat(digests(pairs, experts)).isEqualTo(expected);
    }
}
