package dev.maestro.core.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.TestData;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.History;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.CandidateScore;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BallotTest {

    private static final RegistrySnapshot REGISTRY = RegistryLoader.snapshot(RegistryLoader.embedded());
    private static final PolicyEntry ENTRY = new PolicyEntry("p", List.of(), "random", "3", "", null);
    private static final History NOTHING = new History(List.of(), Set.of());
    private final EpisodeState state = TestData.state();

    private static Ballot ballot(double... scores) {
        Ballot ballot = new Ballot(ENTRY);
        for (int k = 0; k < scores.length; k++) {
            ballot.add(REGISTRY.pairs().get(k), scores[k]);
        }
        return ballot;
    }

    private static String pair(Decision decision) {
        var call = ((Action.Invoke) decision.action()).calls().getFirst();
        return call.expertId() + "/" + call.skillId();
    }

    @Test
    void theBestCandidateWinsAndTheFirstOfEquals() {
        Decision decision = ballot(1, 5, 2, 5).decide(state, NOTHING, new Sampling(0, 1));

        assertThat(pair(decision)).isEqualTo(REGISTRY.pairs().get(1).id());
        assertThat(decision.logProbability()).isZero();
        assertThat(decision.policyVersion()).isEqualTo("3");
    }

    @Test
    void keepsTheSixteenBestScoresAndTheLogSumOfAll() {
        double[] scores = new double[30];
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = (k * 7) % 30 / 10.0;
            sum += Math.exp(scores[k]);
        }

        Decision decision = ballot(scores).decide(state, NOTHING, new Sampling(0, 1));

        assertThat(decision.scores())
                .hasSize(16)
                .extracting(CandidateScore::score)
                .startsWith(2.9, 2.8, 2.7);
        assertThat(decision.scores().getLast().score()).isEqualTo(1.4);
        assertThat(decision.logSumExp()).isCloseTo(Math.log(sum), within(1e-12));
    }

    @Test
    void samplesFromTheSoftmaxAndRecordsItsLogProbability() {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Double> logProbabilities = new HashMap<>();
        for (int seed = 0; seed < 4000; seed++) {
            Decision decision = ballot(0, Math.log(3)).decide(state, NOTHING, new Sampling(1, seed));
            counts.merge(pair(decision), 1, Integer::sum);
            logProbabilities.put(pair(decision), decision.logProbability());
        }

        String second = REGISTRY.pairs().get(1).id();
        assertThat(counts.get(second) / 4000.0).isCloseTo(0.75, within(0.03));
        assertThat(logProbabilities.get(second)).isCloseTo(Math.log(0.75), within(1e-12));
    }

    @Test
    void staysFiniteWithScoresFarApart() {
        Decision decision = ballot(5000, -5000).decide(state, NOTHING, new Sampling(1, 2));

        assertThat(decision.logSumExp()).isCloseTo(5000, within(1e-9));
        assertThat(decision.logProbability()).isCloseTo(0, within(1e-9));
    }

    @Test
    void aPolicyOfAKindThatIsNotBuiltInIsRefused() {
        Policies policies = new Policies(
                text -> new float[384],
                digest -> new double[14],
                registry -> CalibrationData.empty(),
                entry -> new JavaScorer(ResidualWeights.random(1)));
        PolicyEntry entry = new PolicyEntry("mine", List.of(), "generative", "1", "", "m");

        assertThatThrownBy(() -> policies.policy(entry))
                .isInstanceOfSatisfying(
                        TerminalException.class, e -> assertThat(e.code()).isEqualTo("unknown-policy"))
                .hasMessageContaining("choose another with --policy");
    }

    @Test
    void aScriptIsPlayedInOrderAndLeavesOutWhatIsNotPermitted() {
        PolicyEntry entry = new PolicyEntry("s", List.of(), "scripted", "1", "", null);
        Policy policy = Policies.scripted(entry, List.of("nobody/nothing", "tesseract/read-plain"));

        Decision decision = policy.next(state, REGISTRY, new Sampling(0, 1));

        assertThat(pair(decision)).isEqualTo("tesseract/read-plain");
        assertThat(REGISTRY.pairs()).extracting(Pair::id).contains(pair(decision));
    }
}
