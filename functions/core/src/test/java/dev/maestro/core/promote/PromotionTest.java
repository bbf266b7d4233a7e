package dev.maestro.core.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.statistics.Interval;
import dev.maestro.core.train.LogEvaluation;
import dev.maestro.core.train.Watchdog;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PromotionTest {

    private static final Serving FIRST = Serving.only("p", 1);

    private static LogEvaluation.Comparison comparison(int tasks, int onlyThis, int onlyOther, double p, double low) {
        return new LogEvaluation.Comparison(tasks, onlyThis, onlyOther, p, low + 0.01, new Interval(low, low + 0.02));
    }

    @Test
    void aCanaryDecidesItsShareAndTheSameTaskAlwaysTheSameWay() {
        Serving serving = FIRST.withCanary(5, 0.2);

        int canary = 0;
        for (int i = 0; i < 5000; i++) {
            long version = serving.versionFor("t-" + i);
            canary += version == 5 ? 1 : 0;
            assertThat(serving.versionFor("t-" + i)).isEqualTo(version);
        }

        assertThat(canary).isBetween(850, 1150);
    }

    @Test
    void rollsBackTheCanaryFirstAndThenTheVersion() {
        Serving canary = FIRST.promoted(4).withCanary(5, 0.2);

        assertThat(canary.rolledBack()).isEqualTo(FIRST.promoted(4));
        assertThat(canary.rolledBack().rolledBack().version()).isEqualTo(1);
        assertThatThrownBy(FIRST::rolledBack).hasMessageContaining("first that decides");
    }

    @Test
    void theGateOpensOnlyForWhatIsBetterBeyondChance() {
        assertThat(Gate.DEFAULT.judge(comparison(100, 9, 2, 0.07, 0.001)).open())
                .isTrue();
        assertThat(Gate.DEFAULT.judge(comparison(100, 9, 2, 0.07, -0.001)).open())
                .isFalse();
        assertThat(Gate.DEFAULT.judge(comparison(29, 9, 0, 0.01, 0.1)).reason()).contains("too few dev tasks");
        assertThat(Gate.DEFAULT.judge(comparison(100, 2, 12, 0.01, 0.001)).reason())
                .contains("fewer tasks right");
    }

    @Test
    void aWorseCanaryIsRolledBackAndOneThatIsNotIsPromoted() {
        assertThat(watched(60, 0.2, 0.9).verdict(50)).isEqualTo(CanaryWatch.Verdict.ROLL_BACK);
        assertThat(watched(60, 0.9, 0.9).verdict(50)).isEqualTo(CanaryWatch.Verdict.WAIT);
        assertThat(watched(200, 0.9, 0.9).verdict(50)).isEqualTo(CanaryWatch.Verdict.PROMOTE);
        assertThat(watched(49, 0.2, 0.9).verdict(50)).isEqualTo(CanaryWatch.Verdict.WAIT);
    }

    private static CanaryWatch watched(int episodes, double canary, double serving) {
        CanaryWatch watch = CanaryWatch.of(5);
        for (int i = 0; i < episodes; i++) {
            double noise = i % 2 * 0.05;
            watch = watch.with("c" + i, true, canary + noise).with("c" + i, true, canary + noise);
            watch = watch.with("s" + i, false, serving + noise);
        }
        return watch;
    }

    @Test
    void theWatchdogSaysWhoWaitsForWhom() {
        Watchdog watchdog = new Watchdog(Duration.ofSeconds(10));
        Instant late = Instant.EPOCH.plusSeconds(11);

        assertThat(watchdog.alarm(progress(16, 3, 1, 0), late).orElseThrow())
                .contains("waits for rewards, 3 of 16 rollouts came");
        assertThat(watchdog.alarm(progress(-1, 16, 0, 8), late).orElseThrow()).contains("makes no version");
        assertThat(watchdog.alarm(progress(-1, 16, 2, 1), late).orElseThrow()).contains("other rollouts of 2 groups");
        assertThat(watchdog.alarm(progress(0, 0, 0, 0), late).orElseThrow()).contains("nobody asks for any");
        assertThat(watchdog.alarm(progress(-1, 0, 0, 0), late)).isEmpty();
        assertThat(watchdog.alarm(progress(16, 3, 1, 0), Instant.EPOCH.plusSeconds(9)))
                .isEmpty();
    }

    private static Watchdog.Progress progress(long submitted, long accepted, int open, int closed) {
        return new Watchdog.Progress(submitted, accepted, open, closed, 8, 3, Instant.EPOCH);
    }
}
