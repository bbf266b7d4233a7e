package dev.maestro.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MacroMeanTest {

    @Test
    void countsASmallSetAsMuchAsALargeOne() {
        double[] large = new double[90];
        Arrays.fill(large, 1);

        MacroMean mean = MacroMean.of(List.of(large, new double[] {0, 0}), 1);

        assertThat(mean.mean()).isEqualTo(0.5);
    }

    @Test
    void isAsWideAsTheNormalApproximationSays() {
        double[] set = new double[400];
        Arrays.fill(set, 0, 100, 1.0);

        Interval interval = MacroMean.of(List.of(set), 1).interval95();

        double half = 1.96 * Math.sqrt(0.25 * 0.75 / 400);
        assertThat(interval.low()).isCloseTo(0.25 - half, within(0.01));
        assertThat(interval.high()).isCloseTo(0.25 + half, within(0.01));
    }

    @Test
    void isSurerOfALowerBound() {
        double[] set = new double[100];
        Arrays.fill(set, 0, 50, 1.0);

        MacroMean mean = MacroMean.of(List.of(set), 1);

        assertThat(mean.lowerBound(0.95)).isLessThan(mean.lowerBound(0.8)).isLessThan(0.5);
    }

    @Test
    void refusesAnEmptySet() {
        assertThatThrownBy(() -> MacroMean.of(List.of(new double[0]), 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
