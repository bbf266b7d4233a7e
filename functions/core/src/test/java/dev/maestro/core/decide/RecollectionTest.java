package dev.maestro.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.TestData;
import dev.maestro.core.estimate.CalibrationTable;
import dev.maestro.core.estimate.Kernels;
import dev.maestro.core.estimate.Penalty;
import dev.maestro.core.estimate.TaskKernel;
import dev.maestro.core.experience.Attempt;
import dev.maestro.core.experience.Experience;
import dev.maestro.core.experience.TaskPoint;
import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.CalibrationTask;
import dev.maestro.core.observe.History;
import dev.maestro.core.observe.Hop;
import dev.maestro.core.observe.Provenance;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.CandidateScore;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecollectionTest {

    private static final String READ = "reader/read";
    private static final String COMPUTE = "solver/compute";
    private static final RegistrySnapshot REGISTRY = TestData.registry();
    private static final History NOTHING = new History(List.of(), Set.of());

    private static float[] question() {
        float[] result = new float[384];
        result[3] = 1;
        return result;
    }

    /** Statistics a little beside those of the asked task, whose are zeros. */
    private static double[] near(int number) {
        double[] result = new double[14];
        result[0] = 0.001 * number;
        return result;
    }

    private static Attempt attempt(int task, String pair, double outcome) {
        return new Attempt(
                TaskPoint.of(question(), near(task)), Attempt.Situation.of(NOTHING), pair, (float) outcome, 3);
    }

    private static Attempt alone(int task, String pair, double outcome) {
        History history = new History(List.of(new Hop(pair, new Outcome.Answered("word"))), Set.of(pair));
        return new Attempt(
                TaskPoint.of(question(), near(task)),
                Attempt.Situation.of(history),
                Attempt.ANSWER,
                (float) outcome,
                0);
    }

    /** The reader was right on all tasks when it was calibrated, the solver on none. */
    private static CalibrationData calibration() {
        CalibrationData.Builder builder = new CalibrationData.Builder(new Provenance(1, "d", "c", "t"));
        for (int j = 0; j < 6; j++) {
            builder.task(new CalibrationTask("c" + j, question(), near(100 + j)));
            builder.outcome("c" + j, READ, true, 20, "word");
            builder.outcome("c" + j, COMPUTE, false, 20, "");
        }
        return builder.build();
    }

    private static double score(Experience experience, CalibrationData data, Purpose purpose, String pair) {
        Scorer zero = (candidates, context) -> new float[candidates.length];
        PolicyEntry entry = new PolicyEntry("pair-scoring", List.of(), "pair-scoring", "300", "", null);
        EpisodeState state = TestData.state(purpose);
        return new Policies(
                        text -> question(), digest -> new double[14], any -> data, any -> zero.remembering(experience))
                .policy(entry).next(state, REGISTRY, Sampling.of(state)).scores().stream()
                        .filter(score -> pair.equals(score.expertId() + "/" + score.skillId()))
                        .mapToDouble(CandidateScore::score)
                        .findFirst()
                        .orElseThrow();
    }

    private static double served(Experience experience, String pair) {
        return score(experience, calibration(), Purpose.SERVE, pair);
    }

    @Test
    void aPairThatWasNeverAttemptedKeepsItsScoreToTheBit() {
        Experience experience = Experience.NONE.with(List.of(attempt(1, READ, 0), attempt(2, READ, 0)));

        assertThat(served(experience, COMPUTE)).isEqualTo(served(Experience.NONE, COMPUTE));
        assertThat(served(experience, READ)).isLessThan(served(Experience.NONE, READ));
    }

    @Test
    void attemptsCountTheMoreTheMoreTasksTheyWereMadeOn() {
        List<Double> scores = new ArrayList<>();
        List<Attempt> attempts = new ArrayList<>();
        scores.add(served(Experience.NONE, COMPUTE));
        for (int task = 0; task < 5; task++) {
            attempts.add(attempt(task, COMPUTE, 1));
            scores.add(served(Experience.NONE.with(attempts), COMPUTE));
        }

        assertThat(scores).isSorted().doesNotHaveDuplicates();
        assertThat(scores.getLast()).isLessThan(40 * (1 - Penalty.of(0.1, 20)));
    }

    @Test
    void withoutCalibrationAttemptsAreAllThatIsKnown() {
        Experience experience = Experience.NONE.with(List.of(attempt(1, COMPUTE, 1), attempt(2, READ, 0)));

        assertThat(score(experience, CalibrationData.empty(), Purpose.SERVE, COMPUTE))
                .isGreaterThan(score(experience, CalibrationData.empty(), Purpose.SERVE, READ) + 20);
    }

    @Test
    void anAttemptAtTheVeryTaskDoesNotCountInARolloutToLearnFrom() {
        Experience same = Experience.NONE.with(List.of(attempt(0, COMPUTE, 1)));
        double unknown = score(Experience.NONE, calibration(), Purpose.TRAIN, COMPUTE);

        assertThat(score(same, calibration(), Purpose.TRAIN, COMPUTE)).isEqualTo(unknown);
        assertThat(score(same, calibration(), Purpose.SERVE, COMPUTE)).isGreaterThan(unknown);
    }

    @Test
    void attemptsAtAnotherKindOfTaskDoNotCount() {
        float[] other = new float[384];
        other[200] = 1;
        double[] dark = new double[14];
        dark[0] = 50;
        Attempt far = new Attempt(TaskPoint.of(other, dark), Attempt.Situation.of(NOTHING), COMPUTE, 1, 3);

        assertThat(served(Experience.NONE.with(List.of(far)), COMPUTE)).isEqualTo(served(Experience.NONE, COMPUTE));
    }

    @Test
    void weighsTasksAsTheCalibrationDoesToTheBitOrTheyAreTooFarToCount() {
        SplittableRandom random = new SplittableRandom(4);
        List<Attempt> attempts = new ArrayList<>();
        for (int task = 0; task < 40; task++) {
            float[] question = new float[384];
            double[] statistics = new double[14];
            for (int i = 0; i < 384; i++) {
                question[i] = (float) (1 + random.nextDouble(-0.4, 0.4));
            }
            statistics[0] = random.nextDouble(0, (task + 1) / 10.0);
            attempts.add(new Attempt(TaskPoint.of(question, statistics), Attempt.Situation.of(NOTHING), READ, 1, 3));
        }
        CalibrationTable table = new CalibrationTable(calibration(), REGISTRY.pairs());
        Experience experience = Experience.NONE.with(attempts);
        TaskPoint here = attempts.getFirst().task();

        double[] weights = new Recollection(experience, table).weights(here);

        int counting = 0;
        for (int i = 0; i < weights.length; i++) {
            TaskPoint other = experience.tasks().get(i);
            double exact = Kernels.task(
                    Kernels.cosine(here.question(), other.question()),
                    TaskKernel.scaled(here.statistics(), table.kernel().scale()),
                    TaskKernel.scaled(other.statistics(), table.kernel().scale()));
            assertThat(weights[i]).isEqualTo(exact >= Recollection.LEAST ? exact : weights[i]);
            assertThat(weights[i]).isLessThanOrEqualTo(exact);
            counting += weights[i] >= Recollection.LEAST ? 1 : 0;
        }
        assertThat(counting).isBetween(2, weights.length - 1);
    }

    @Test
    void aCalibrationThatForetoldWronglyLosesTrustAndOneThatForetoldRightlyKeepsIt() {
        CalibrationTable table = new CalibrationTable(calibration(), REGISTRY.pairs());
        List<Attempt> wrong = new ArrayList<>();
        List<Attempt> right = new ArrayList<>();
        for (int task = 0; task < 6; task++) {
            wrong.add(alone(task, READ, 0));
            right.add(alone(task, READ, 1));
        }

        Trust untried = new Trust(Experience.NONE, table);
        Trust stale = new Trust(Experience.NONE.with(wrong), table);
        Trust sound = new Trust(Experience.NONE.with(right), table);

        assertThat(stale.of(READ)).isLessThan(0.05);
        assertThat(sound.of(READ)).isGreaterThan(0.8);
        assertThat(untried.of(READ)).isBetween(0.85, 0.9);
        assertThat(stale.of(COMPUTE)).isEqualTo(untried.of(COMPUTE));
    }

    @Test
    void aPairThatOneAnswersWithOnlyWhereItsEvidenceLooksRightKeepsTheTrustInItsCalibration() {
        CalibrationData.Builder builder = new CalibrationData.Builder(new Provenance(1, "d", "c", "t"));
        List<Attempt> answered = new ArrayList<>();
        for (int j = 0; j < 12; j++) {
            boolean isRight = j % 3 == 0;
            builder.task(new CalibrationTask("c" + j, question(), near(100 + j)));
            builder.outcome("c" + j, READ, isRight, 20, isRight ? "word" : "12+7=19");
            answered.add(alone(j, READ, 1));
        }
        CalibrationTable table = new CalibrationTable(builder.build(), REGISTRY.pairs());

        Trust trust = new Trust(Experience.NONE.with(answered), table);

        assertThat(trust.of(READ)).isGreaterThan(0.8);
    }
}
