package dev.maestro.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.decide.Policy;
import dev.maestro.core.decide.Sampling;
import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.CandidateScore;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every policy keeps to, whoever made it. Subclass it with a policy to test. */
public abstract class PolicyContract {

    /** The world in which the policy is tried. */
    protected final RoutingWorld world = new RoutingWorld(20261122);

    private final RegistrySnapshot registry = RoutingWorld.REGISTRY;
    private final List<RoutingWorld.WorldTask> tasks = world.tasks("test", 25);
    private final CalibrationData calibration = world.calibration(world.tasks("calibrate", 60), registry);

    /**
     * The policy to test.
     *
     * @param calibrated the data it may use; of no tasks when nothing was calibrated
     */
    protected abstract Policy policy(CalibrationData calibrated);

    /** Id that decisions must carry. */
    protected abstract String policyId();

    private static String chosen(Decision decision) {
        return decision.action() instanceof Action.Invoke invoke
                ? invoke.calls().stream()
                        .map(call -> call.expertId() + "/" + call.skillId())
                        .collect(Collectors.joining(","))
                : "";
    }

    @Test
    void givesTheSameDecisionForTheSameStateAndSeed() {
        Policy first = policy(calibration);
        Policy second = policy(calibration);

        for (RoutingWorld.WorldTask task : tasks) {
            for (Sampling sampling : List.of(new Sampling(0, 3), new Sampling(1, 4))) {
                Decision decision = first.next(world.start(task), registry, sampling);

                assertThat(second.next(world.start(task), registry, sampling)).isEqualTo(decision);
                assertThat(first.next(world.start(task), registry, sampling)).isEqualTo(decision);
            }
        }
    }

    @Test
    void neverPicksAPairThatTheEpisodeMayNotUse() {
        SplittableRandom random = new SplittableRandom(5);
        Policy policy = policy(calibration);

        for (int i = 0; i < 60; i++) {
            List<String> experts = registry.document().experts().stream()
                    .map(expert -> expert.id())
                    .filter(id -> random.nextInt(3) == 0)
                    .toList();
            EpisodeState state = EpisodeStates.narrowed(
                    world.start(tasks.get(i % tasks.size())), experts, List.of(), Budget.DEFAULT, 0.1);
            List<String> permitted =
                    registry.pairs(experts, List.of()).stream().map(Pair::id).toList();

            Decision decision = policy.next(state, registry, new Sampling(i % 2, i));

            assertThat(permitted).contains(chosen(decision));
            assertThat(decision.scores()).allSatisfy(score -> assertThat(
                            score.expertId() == null || permitted.contains(score.expertId() + "/" + score.skillId()))
                    .isTrue());
        }
    }

    @Test
    void playsEveryEpisodeToAnAnswerThatIsItsLastEvidence() {
        Policy policy = policy(calibration);

        for (RoutingWorld.WorldTask task : tasks) {
            EpisodeState state = world.start(task);
            List<String> texts = new ArrayList<>();
            Decision decision = policy.next(state, registry, Sampling.of(state));
            while (decision.action() instanceof Action.Invoke) {
                String text = "  found\n " + texts.size() + " ";
                texts.add("found " + texts.size());
                state = EpisodeStates.after(state, decision, List.of(new Outcome.Answered(text)), Usage.NONE);
                decision = policy.next(state, registry, Sampling.of(state));
            }

            assertThat(decision.action()).isEqualTo(new Action.Answer(texts.getLast()));
            assertThat(texts.size()).isBetween(1, 4);
        }
    }

    @Test
    void answersWithTheHighestScoredOfParallelCalls() {
        EpisodeState state = world.start(tasks.getFirst());
        Decision two = EpisodeStates.calling(state, "tesseract/read-plain", "ppocr-v4/read-plain");
        Decision scored = new Decision(
                two.action(),
                two.policyId(),
                two.policyVersion(),
                0,
                List.of(
                        new CandidateScore("ppocr-v4", "read-plain", 2),
                        new CandidateScore("tesseract", "read-plain", 1)),
                2.3,
                0,
                Usage.NONE,
                two.extra());
        Budget oneStep = new Budget(1, 16, 1000, 1000, 1000);
        EpisodeState narrowed = EpisodeStates.narrowed(state, List.of(), List.of(), oneStep, 0.1);
        EpisodeState after = EpisodeStates.after(
                narrowed, scored, List.of(new Outcome.Answered("cheap"), new Outcome.Answered("dear")), Usage.NONE);

        Decision decision = policy(calibration).next(after, registry, Sampling.of(after));

        assertThat(decision.action()).isEqualTo(new Action.Answer("dear"));
    }

    @Test
    void answersWhenNoStepIsLeft() {
        Budget oneStep = new Budget(1, 16, 1000, 1000, 1000);
        EpisodeState state = EpisodeStates.narrowed(world.start(tasks.getFirst()), List.of(), List.of(), oneStep, 0.1);
        Policy policy = policy(calibration);
        Decision first = policy.next(state, registry, Sampling.of(state));
        EpisodeState after = EpisodeStates.after(state, first, List.of(new Outcome.TimedOut(30_000)), Usage.NONE);

        Decision second = policy.next(after, registry, Sampling.of(after));

        assertThat(first.action()).isInstanceOf(Action.Invoke.class);
        assertThat(second.action()).isEqualTo(new Action.Answer(""));
    }

    @Test
    void saysWhatToDoWhenNoPairIsPossible() {
        EpisodeState state = EpisodeStates.narrowed(
                world.start(tasks.getFirst()), List.of("symja"), List.of("read-plain"), Budget.DEFAULT, 0.1);
        Policy policy = policy(calibration);

        assertThatThrownBy(() -> policy.next(state, registry, Sampling.of(state)))
                .isInstanceOfSatisfying(
                        TerminalException.class, e -> assertThat(e.code()).isEqualTo("no-pair"))
                .hasMessageContaining("name others, or leave them out");
    }

    @Test
    void recordsAtMostSixteenScoresBestFirstAndTheLogSumOfAll() {
        Policy policy = policy(calibration);

        for (RoutingWorld.WorldTask task : tasks) {
            for (double temperature : new double[] {0, 1}) {
                Decision decision = policy.next(world.start(task), registry, new Sampling(temperature, 11));

                assertThat(decision.scores()).hasSizeBetween(1, 16);
                assertThat(decision.scores())
                        .isSortedAccordingTo(Comparator.comparingDouble(CandidateScore::score)
                                .reversed());
                double kept = decision.scores().stream()
                        .mapToDouble(score -> Math.exp(score.score() - decision.logSumExp()))
                        .sum();
                assertThat(kept).isPositive().isLessThan(1 + 1e-9);
                assertThat(decision.logProbability()).isLessThanOrEqualTo(0);
                assertThat(decision.policyId()).isEqualTo(policyId());
                assertThat(decision.policyVersion()).isNotBlank();
            }
        }
    }

    @Test
    void sendsTheQuestionVerbatimAsQuery() {
        EpisodeState state = world.start(tasks.getFirst());

        Decision decision = policy(calibration).next(state, registry, Sampling.of(state));

        assertThat(decision.action()).isInstanceOfSatisfying(Action.Invoke.class, invoke -> assertThat(
                        invoke.calls().getFirst().query())
                .isEqualTo(state.task().question()));
    }

    @Test
    void worksBeforeAnythingWasCalibrated() {
        EpisodeState state = world.start(tasks.getFirst());

        Decision decision = policy(CalibrationData.empty()).next(state, registry, Sampling.of(state));

        assertThat(registry.pairs()).extracting(Pair::id).contains(chosen(decision));
    }

    @Test
    void itsDecisionsSurviveJson() {
        EpisodeState state = world.start(tasks.getFirst());
        Decision decision = policy(calibration).next(state, registry, new Sampling(1, 9));

        Decision read = Json.read(Decision.class, Json.bytes(decision), "broken");

        assertThat(Json.bytes(read)).isEqualTo(Json.bytes(decision));
    }
}
