package dev.maestro.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupBookTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final GrpoSettings FOUR = new GrpoSettings(4, 1, 1, 1e-3, 0.2, 3, 0, 0, 1, 2, 1000);

    private final GroupBook book = new GroupBook(FOUR);

    private static Trajectory trajectory(String task, int rollout, long version, boolean broken, long millis) {
        return new Trajectory(
                task + "-" + rollout,
                0,
                task,
                rollout,
                "sha256:r",
                "p",
                version,
                broken,
                broken ? 0 : rollout % 2,
                List.of(),
                List.of(),
                START.plusMillis(millis),
                null);
    }

    private Optional<Waste> accept(String task, int rollout) {
        return book.accept(trajectory(task, rollout, 1, false, 0), 1);
    }

    @Test
    void closesAGroupWhenAllRolloutsCame() {
        for (int rollout : new int[] {2, 0, 3, 1}) {
            assertThat(accept("t", rollout)).isEmpty();
        }

        List<GroupBook.Group> batch = book.batch(1).orElseThrow();

        assertThat(batch.getFirst().members()).extracting(Trajectory::rollout).containsExactly(0, 1, 2, 3);
        assertThat(book.waste()).isEmpty();
    }

    @Test
    void keepsVersionsApart() {
        accept("t", 0);
        accept("t", 1);
        book.accept(trajectory("t", 2, 0, false, 0), 1);
        book.accept(trajectory("t", 3, 0, false, 0), 1);

        assertThat(book.openGroups()).isEqualTo(2);
        assertThat(book.batch(1)).isEmpty();
    }

    @Test
    void leavesBrokenEpisodesOutOfTheBaselineAndCountsThem() {
        accept("t", 0);
        accept("t", 1);
        book.accept(trajectory("t", 2, 1, true, 0), 1);
        book.accept(trajectory("t", 3, 1, true, 0), 1);

        assertThat(book.batch(1).orElseThrow().getFirst().members()).hasSize(2);
        assertThat(book.waste()).isEqualTo(Map.of(Waste.BROKEN, 2));
    }

    @Test
    void dropsAGroupOfWhichMoreThanHalfBroke() {
        accept("t", 0);
        for (int rollout = 1; rollout < 4; rollout++) {
            book.accept(trajectory("t", rollout, 1, true, 0), 1);
        }

        assertThat(book.batch(1)).isEmpty();
        assertThat(book.waste()).isEqualTo(Map.of(Waste.BROKEN, 4));
    }

    @Test
    void closesAtItsDeadlineWithHalfAndDropsWithLess() {
        accept("half", 0);
        accept("half", 1);
        accept("less", 0);

        book.expire(START.plusMillis(1001));

        assertThat(book.batch(1).orElseThrow()).extracting(GroupBook.Group::key).containsExactly("half@1");
        assertThat(book.openGroups()).isZero();
        assertThat(book.waste()).isEqualTo(Map.of(Waste.INCOMPLETE, 1));
    }

    @Test
    void goesByTheClockOfTheEvents() {
        accept("half", 0);
        accept("half", 1);

        book.accept(trajectory("other", 0, 1, false, 1001), 1);

        assertThat(book.closedGroups()).isEqualTo(1);
    }

    @Test
    void tellsLateFromDuplicate() {
        for (int rollout = 0; rollout < 3; rollout++) {
            accept("t", rollout);
        }
        assertThat(accept("t", 2)).contains(Waste.DUPLICATE);
        book.expire(START.plusMillis(1001));

        assertThat(accept("t", 2)).contains(Waste.DUPLICATE);
        assertThat(accept("t", 3)).contains(Waste.LATE);
    }

    @Test
    void aLaterAttemptTakesThePlaceOfAnEarlier() {
        book.accept(trajectory("t", 0, 1, true, 0), 1);
        Trajectory first = trajectory("t", 0, 1, false, 0);
        Trajectory again = new Trajectory(
                first.episodeId(),
                1,
                "t",
                0,
                "sha256:r",
                "p",
                1,
                false,
                0.9,
                List.of(),
                List.of(),
                first.rewardedAt(),
                null);

        assertThat(book.accept(again, 1)).isEmpty();
        for (int rollout = 1; rollout < 4; rollout++) {
            accept("t", rollout);
        }

        assertThat(book.batch(1).orElseThrow().getFirst().members().getFirst().reward())
                .isEqualTo(0.9);
    }

    @Test
    void dropsWhatIsStaleWhenItComesAndWhenItIsUsed() {
        assertThat(book.accept(trajectory("old", 0, 1, false, 0), 4)).contains(Waste.STALE);
        for (int rollout = 0; rollout < 4; rollout++) {
            book.accept(trajectory("t", rollout, 2, false, 0), 4);
        }

        assertThat(book.batch(5)).isEmpty();
        assertThat(book.waste()).isEqualTo(Map.of(Waste.STALE, 5));
    }

    @Test
    void refusesATrajectoryOfAnotherRegistry() {
        accept("t", 0);
        Trajectory first = trajectory("t", 1, 1, false, 0);
        Trajectory other = new Trajectory(
                first.episodeId(),
                0,
                "t",
                1,
                "sha256:other",
                "p",
                1,
                false,
                1,
                List.of(),
                List.of(),
                first.rewardedAt(),
                null);

        assertThat(book.accept(other, 1)).contains(Waste.OTHER_REGISTRY);
    }
}
