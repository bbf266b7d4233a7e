package dev.maestro.local.command.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.schema.wire.Outcome;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CalibrationWorkTest {

    private final AtomicInteger tries = new AtomicInteger();

    private String failingFirst(int times) {
        if (tries.incrementAndGet() <= times) {
            throw new ExpertException(new Outcome.TimedOut(33_135));
        }
        return "done";
    }

    @Test
    void triesATaskAgainWhenAModelDidNotAnswer() throws Exception {
        assertThat(CalibrationWork.tried(() -> failingFirst(2), 7)).contains("done");
    }

    @Test
    void leavesATaskOutThatNeverGetsAnAnswer() throws Exception {
        assertThat(CalibrationWork.tried(() -> failingFirst(9), 7)).isEmpty();
        assertThat(tries).hasValue(3);
    }

    @Test
    void passesOnWhatIsNoFailureOfAModel() {
        assertThatIllegalStateException()
                .isThrownBy(() -> CalibrationWork.tried(
                        () -> {
                            throw new IllegalStateException("a bug");
                        },
                        7));
    }
}
