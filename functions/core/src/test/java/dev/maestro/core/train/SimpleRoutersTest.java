package dev.maestro.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.observe.CalibrationData;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimpleRoutersTest {

    private final List<LoggedTask> tasks = TinyLog.tasks(40);
    private final CalibrationData calibration = TinyLog.calibration();
    private final SimpleRouters routers = SimpleRouters.of(tasks, TinyLog.REGISTRY, registry -> calibration, 0.1);

    @Test
    void playsEveryRouterThroughTheLoggedOutcomes() {
        // Every second task needs only the reader, which is the better pair of the calibration.
        assertThat(routers.play("best-pair", tasks).accuracy()).isEqualTo(0.5);
        assertThat(routers.play("best-pair", tasks).costMicroUsd()).containsOnly(0.7);
        assertThat(SimpleRouters.KINDS)
                .allSatisfy(
                        kind -> assertThat(routers.play(kind, tasks).scores()).hasSize(40));
    }

    @Test
    void playsTheSameWayEachTime() {
        assertThat(routers.play("random", tasks).scores())
                .isEqualTo(routers.play("random", tasks).scores());
    }

    @Test
    void drawsForEachTaskAnew() {
        assertThat(Set.copyOf(routers.play("random", tasks).pairs())).hasSizeGreaterThan(1);
    }
}
