package dev.maestro.core.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.estimate.CalibrationTable;
import dev.maestro.core.estimate.Estimates;
import dev.maestro.core.estimate.NeighbourMeans;
import dev.maestro.core.estimate.Penalty;
import dev.maestro.core.estimate.Shortlist;
import dev.maestro.core.experience.Attempt;
import dev.maestro.core.experience.Experience;
import dev.maestro.core.experience.TaskPoint;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.CalibrationTask;
import dev.maestro.core.observe.History;
import dev.maestro.core.observe.Provenance;
import dev.maestro.core.registry.Pair;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.CandidateScore;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Purpose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ManyPairsTest {

    private static final int READERS = 1500;
    private static ManyPairs many;

    @BeforeAll
    static void makeALargeRegistry() {
        many = new ManyPairs(READERS, 20, 40);
    }

    private static Described described(EpisodeState state) {
        return ManyPairs.policies(many.data, new JavaScorer(ResidualWeights.random(1)))
                .describer(2)
                .describe(state, many.registry);
    }

    private static List<String> ids(Described described) {
        return described.candidates().stream()
                .filter(Objects::nonNull)
                .map(Pair::id)
                .toList();
    }

    @Test
    void aCandidateOnItHasTheNumbersThatItWouldHaveInAnOrdinaryRegistry() {
        EpisodeState state = many.start(3, Purpose.SERVE, List.of());
        Estimates large = described(state).estimates();
        List<String> experts = large.candidates().stream()
                .map(pair -> pair.expert().id())
                .distinct()
                .toList();

        Estimates ordinary = described(many.start(3, Purpose.SERVE, experts)).estimates();

        assertThat(large.candidates()).hasSize(Shortlist.BEST).isEqualTo(ordinary.candidates());
        assertThat(large.success()).containsExactly(ordinary.success());
        assertThat(large.costMillis()).containsExactly(ordinary.costMillis());
        assertThat(large.support()).containsExactly(ordinary.support());
        assertThat(large.neighbourhood()).isEqualTo(ordinary.neighbourhood());
        CalibrationTable table = described(state).table();
        double[] weights = table.kernel().weights(ManyPairs.question(3), ManyPairs.statistics(3));
        double[] success = NeighbourMeans.success(table, weights);
        double[] cost = NeighbourMeans.cost(table, weights);
        for (int i = 0; i < large.success().length; i++) {
            int column = table.column(large.candidates().get(i).id());
            assertThat(large.success()[i]).isEqualTo(success[column]);
            assertThat(large.costMillis()[i]).isEqualTo(cost[column]);
        }
    }

    @Test
    void holdsThePairsThatAreBestOfAllByTheirNumbers() {
        for (int task = 0; task < 20; task++) {
            EpisodeState state = many.start(task, Purpose.SERVE, List.of());
            Set<String> listed = new HashSet<>(ids(described(state)));
            CalibrationTable table = described(state).table();
            double[] weights = table.kernel().weights(ManyPairs.question(task), ManyPairs.statistics(task));
            double[] success = NeighbourMeans.success(table, weights);
            double[] cost = NeighbourMeans.cost(table, weights);

            List<String> best = IntStream.range(0, table.pairs())
                    .boxed()
                    .sorted(Comparator.comparingDouble(k -> Penalty.of(0.1, cost[k]) - success[k]))
                    .limit(20)
                    .map(k -> many.registry.pairs().get(k).id())
                    .toList();

            assertThat(listed).as("task " + task).containsAll(best);
        }
    }

    @Test
    void whatIsLoggedIsTheDistributionThatWasSampledFrom() {
        Scorer scorer = new JavaScorer(ResidualWeights.random(9));
        Policy policy = many.policy(ManyPairs.SCORING, scorer);
        for (int task = 0; task < 20; task++) {
            EpisodeState state = many.start(task, Purpose.TRAIN, List.of());

            Decision decision = policy.next(state, many.registry, Sampling.of(state));

            PairFeatures features =
                    RecordedFeatures.read((String) decision.extra().get(RecordedFeatures.FEATURES));
            float[] residual = scorer.score(features.candidates(), features.context());
            double sum = 0;
            for (int k = 0; k < residual.length; k++) {
                sum += Math.exp(features.prior()[k] + residual[k]);
            }
            int chosen = (int) decision.extra().get(RecordedFeatures.CHOSEN);
            assertThat(residual).hasSizeBetween(Shortlist.BEST, Shortlist.BEST + Shortlist.DRAWN);
            assertThat(decision.logSumExp()).isCloseTo(Math.log(sum), within(1e-9));
            assertThat(decision.logProbability())
                    .isCloseTo(features.prior()[chosen] + residual[chosen] - Math.log(sum), within(1e-9));
        }
    }

    @Test
    void aRolloutToLearnFromMayAttemptAnyPair() {
        Set<String> serving = new HashSet<>();
        Set<String> learning = new HashSet<>();
        for (int task = 0; task < 120; task++) {
            serving.addAll(ids(described(many.start(task, Purpose.SERVE, List.of()))));
            learning.addAll(ids(described(many.start(task, Purpose.TRAIN, List.of()))));
        }

        String neverCalibrated = ManyPairs.reader(READERS - 1);
        assertThat(serving).doesNotContain(neverCalibrated);
        assertThat(learning).contains(neverCalibrated).hasSizeGreaterThan(READERS * 9 / 10);
    }

    @Test
    void aPairWithoutCalibrationIsChosenOnceAttemptsAtTasksLikeThisOneWereRight() {
        String newcomer = ManyPairs.reader(READERS - 1);
        List<Attempt> attempts = IntStream.range(0, 3)
                .mapToObj(i -> new Attempt(
                        TaskPoint.of(ManyPairs.question(3), moved(i)),
                        Attempt.Situation.of(new History(List.of(), Set.of())),
                        newcomer,
                        1,
                        1))
                .toList();
        Scorer zero = (candidates, context) -> new float[candidates.length];
        EpisodeState state = many.start(3, Purpose.SERVE, List.of());

        String before = chosen(many.policy(ManyPairs.SCORING, zero), state);
        String after = chosen(many.policy(ManyPairs.SCORING, zero.remembering(Experience.NONE.with(attempts))), state);

        assertThat(before).isNotEqualTo(newcomer);
        assertThat(after).isEqualTo(newcomer);
    }

    private static double[] moved(int by) {
        double[] result = ManyPairs.statistics(3).clone();
        result[0] += 0.001 * by;
        return result;
    }

    private static String chosen(Policy policy, EpisodeState state) {
        Decision decision = policy.next(state, many.registry, Sampling.of(state));
        CandidateScore best = decision.scores().getFirst();
        assertThat(decision.action()).isInstanceOf(Action.Invoke.class);
        return best.expertId() + "/" + best.skillId();
    }

    @Test
    void noPairIsCalledTwiceAndEveryEpisodeEnds() {
        for (int task = 0; task < 10; task++) {
            for (boolean isRemembering : new boolean[] {false, true}) {
                List<Action> actions = new ArrayList<>();

                many.play(
                        many.start(task, Purpose.TRAIN, List.of()),
                        many.policy(ManyPairs.SCORING, isRemembering),
                        decision -> actions.add(decision.action()));

                assertThat(actions).doesNotHaveDuplicates();
                assertThat(actions.getLast()).isInstanceOf(Action.Answer.class);
            }
        }
    }

    @Test
    void theSecondPairOfAChainIsOnTheListThoughItIsRightOnNoTaskAlone() {
        CalibrationData.Builder builder = new CalibrationData.Builder(new Provenance(1, "d", "c", "t"));
        for (int j = 0; j < 12; j++) {
            String id = "c" + j;
            builder.task(new CalibrationTask(id, ManyPairs.question(3), moved(j)));
            for (int k = 0; k < READERS; k++) {
                builder.outcome(id, ManyPairs.reader(k), k > 0 && (k + j) % 3 == 0, 20, "12+7=");
            }
            builder.outcome(id, ManyPairs.solver(7), false, 4, "");
            builder.chain(id, ManyPairs.reader(0), ManyPairs.solver(7), true);
        }
        Policy router = ManyPairs.policies(builder.build(), (candidates, context) -> new float[candidates.length])
                .policy(ManyPairs.ROUTER);
        List<String> called = new ArrayList<>();

        many.play(many.start(3, Purpose.SERVE, List.of()), router, decision -> {
            if (decision.action() instanceof Action.Invoke invoke) {
                called.add(invoke.calls().getFirst().expertId());
            }
        });

        assertThat(called).startsWith("reader-0", "solver-7");
    }
}
