package dev.maestro.core.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.observe.History;
import dev.maestro.core.observe.Hop;
import dev.maestro.schema.wire.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExperienceTest {

    private static final Attempt.Situation START = Attempt.Situation.of(new History(List.of(), Set.of()));

    private static TaskPoint task(int number) {
        float[] question = new float[384];
        question[number % 384] = 1;
        double[] statistics = new double[14];
        statistics[0] = number / 1000.0;
        return TaskPoint.of(question, statistics);
    }

    private static Attempt attempt(int task, String pair, double outcome) {
        return new Attempt(task(task), START, pair, (float) outcome, 3);
    }

    private static Attempt answered(int task, String last) {
        History history = new History(List.of(new Hop(last, new Outcome.Answered("12 + 7 ="))), Set.of(last));
        return new Attempt(task(task), Attempt.Situation.of(history), Attempt.ANSWER, 1, 0);
    }

    @Test
    void anExperienceComesBackToTheBit() {
        Experience experience = Experience.NONE.with(
                List.of(attempt(1, "a/x", 0.97), answered(1, "a/x"), attempt(2, "b/y", 0), answered(2, "b/y")));
        byte[] bytes = ExperienceFile.bytes(experience);

        Experience read = ExperienceFile.read(bytes);

        assertThat(ExperienceFile.bytes(read)).isEqualTo(bytes);
        assertThat(read.attempts()).extracting(Attempt::outcome).containsExactly(0.97f, 1f, 0f, 1f);
        assertThat(read.attempts().get(1).situation().traits())
                .isEqualTo(experience.attempts().get(1).situation().traits());
        assertThat(read.attempts()).extracting(Attempt::logCost).containsExactly(3f, 0f, 3f, 0f);
        assertThat(read.tasks()).isEqualTo(experience.tasks());
        assertThat(read.pairs()).containsExactly("a/x", "b/y");
    }

    @Test
    void theSameAttemptOfOneUpdateIsKeptOnceAndANewerUpdateCountsHalf() {
        Experience first = Experience.NONE.with(
                List.of(attempt(1, "a/x", 1), attempt(1, "a/x", 1), attempt(1, "a/x", 1), attempt(1, "a/x", 0)));

        Experience second = first.with(List.of(attempt(1, "a/x", 0)));

        assertThat(first.attempts()).extracting(Attempt::outcome).containsExactly(0.75f);
        assertThat(second.attempts()).extracting(Attempt::outcome).containsExactly(0.375f);
    }

    @Test
    void forgetsWhatWasLongestUntouchedAndStaysUnderAMegabyte() {
        List<Attempt> many = new ArrayList<>();
        for (int task = 0; task < 700; task++) {
            for (int pair = 0; pair < 20; pair++) {
                many.add(attempt(task, "expert/skill" + pair, pair % 2));
            }
        }
        Experience full = Experience.NONE.with(many);

        Experience touched = full.with(List.of(attempt(699, "expert/skill0", 1), attempt(9999, "new/pair", 1)));

        List<Attempt> wide = new ArrayList<>();
        for (int task = 0; task < 700; task++) {
            wide.add(attempt(task, "a/x", 1));
        }

        assertThat(Experience.NONE.with(wide).tasks()).hasSize(Experience.MOST_TASKS);
        assertThat(full.attempts()).hasSize(Experience.MOST_ATTEMPTS);
        assertThat(full.tasks()).hasSizeLessThanOrEqualTo(Experience.MOST_TASKS);
        assertThat(full.tasks()).contains(task(699)).doesNotContain(task(0));
        assertThat(touched.attempts()).hasSizeBetween(Experience.MOST_ATTEMPTS - 20, Experience.MOST_ATTEMPTS);
        assertThat(touched.attempts().getLast().pair()).isEqualTo("new/pair");
        assertThat(ExperienceFile.bytes(full).length * 4 / 3).isLessThan(950_000);
    }

    @Test
    void holdsNeitherWordsNorIdsOfTasks() {
        Attempt attempt = answered(5, "reader/read");

        assertThat(attempt.toString()).doesNotContain("12 + 7");
        assertThat(new String(
                        ExperienceFile.bytes(Experience.NONE.with(List.of(attempt))),
                        java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("reader/read")
                .doesNotContain("12 + 7");
    }

    @Test
    void refusesBytesThatWereCutOffOrAreNoNumbers() {
        byte[] bytes = ExperienceFile.bytes(Experience.NONE.with(List.of(attempt(1, "a/x", 1), answered(1, "a/x"))));

        for (int length : new int[] {1, 4, 9, 30, bytes.length - 1}) {
            assertThatThrownBy(() -> ExperienceFile.read(Arrays.copyOf(bytes, length)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> attempt(1, "a/x", Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ExperienceFile.read(new byte[0])).isEqualTo(Experience.NONE);
    }
}
