package dev.maestro.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdleExitTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final IdleExit exit = new IdleExit(Duration.ofSeconds(10));

    @Test
    void isDueWhenNothingHappenedForSoLong() {
        exit.isDue(true, 3, 5 * SECOND);

        assertThat(exit.isDue(true, 3, 14 * SECOND)).isFalse();
        assertThat(exit.isDue(true, 3, 15 * SECOND)).isTrue();
    }

    @Test
    void beginsAnewWhenSomethingWasDeliveredBetweenTwoLooks() {
        exit.isDue(true, 3, 0);
        exit.isDue(true, 4, 9 * SECOND);

        assertThat(exit.isDue(true, 4, 18 * SECOND)).isFalse();
        assertThat(exit.isDue(true, 4, 19 * SECOND)).isTrue();
    }

    @Test
    void waitsForACallThatTakesLongerThanTheQuietTime() {
        exit.isDue(true, 3, 0);

        assertThat(exit.isDue(false, 3, 60 * SECOND)).isFalse();
        assertThat(exit.isDue(true, 3, 61 * SECOND)).isFalse();
        assertThat(exit.isDue(true, 3, 71 * SECOND)).isTrue();
    }

    @Test
    void isNotDueBeforeTheLanesHadAChanceToStart() {
        assertThat(exit.isDue(true, 0, 100 * SECOND)).isFalse();
    }

    @Test
    void refusesNoTimeAtAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IdleExit(Duration.ZERO))
                .withMessageContaining("exit-when-idle");
    }
}
