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
 * larger registries, and were recorded anew when the task kernel got its far-reaching part; whoever means to change
 * decisions does so again.
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
        "9, 3, 44e5659cd6b9edc7 20559ebdcb3bafc2 1207e066bd3038f6",
        "50, 13, 9bcbcd2a22d27faa a8513d0d9fc32b47 091cea99c7277a19",
        "236, 20, 1b326292b283b82f 1f91263e1c3ce9fa be017438edb2ec1a"
    })
    void decisionsStayTheSameToTheBit(int readers, int solvers, String expected) {
        ManyPairs pairs = new ManyPairs(readers, solvers, 24);

        assertThat(digests(pairs, List.of())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"280, 10, 11be5118f7ce2ec2 e08ec25ed8f3202b 6612e22fef58d9c1"})
    void decisionsAmongSomePairsOfALargeRegistryStayTheSameToTheBit(int readers, int solvers, String expected) {
        ManyPairs pairs = new ManyPairs(readers, solvers, 24);
        List<String> experts = new ArrayList<>(
                IntStream.range(0, 200).mapToObj(k -> "reader-" + k).toList());
        experts.add("solver-3");

        assertThat(digests(pairs, experts)).isEqualTo(expected);
    }
}
