package dev.maestro.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Golden values from Python, 2026-11-22: Wilson by scipy 1.17.1 {@code binomtest(k, n).proportion_ci(method='wilson')}
 * and by the formula in 40-digit decimals, which agree; McNemar by {@code binomtest(min, b + c).pvalue} and by exact
 * fractions, which agree.
 */
class StatisticsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 10, 0, 0.277532799862",
        "10, 10, 0.722467200137, 1",
        "5, 10, 0.236593090512, 0.763406909487",
        "183, 194, 0.901335554787, 0.968047440188",
        "1, 1, 0.206549314377, 1",
        "81, 263, 0.255288519878, 0.366209576982",
        "0, 0, 0, 1"
    })
    void wilsonsIntervalOfAProportion(int successes, int trials, double low, double high) {
        Interval interval = Wilson.interval(successes, trials);

        assertThat(interval.low()).isCloseTo(low, within(1e-11));
        assertThat(interval.high()).isCloseTo(high, within(1e-11));
    }

    @Test
    void wilsonRefusesMoreSuccessesThanTrials() {
        assertThatThrownBy(() -> Wilson.interval(3, 2)).hasMessage("3 successes in 2 trials");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1",
        "1, 0, 1",
        "5, 5, 1",
        "2, 10, 0.03857421875",
        "10, 2, 0.03857421875",
        "0, 8, 0.0078125",
        "30, 60, 0.002060265680963076",
        "400, 500, 0.0009564441369189461"
    })
    void mcNemarsExactTest(int onlyFirst, int onlySecond, double probability) {
        assertThat(McNemar.exact(onlyFirst, onlySecond)).isCloseTo(probability, within(1e-12));
    }

    /** The bootstrap of k ones among n is binomial: its quantiles are known exactly (by fractions, in Python). */
    @ParameterizedTest
    @CsvSource({"10, 4, 0.1, 0.7", "40, 36, 0.8, 0.975"})
    void theBootstrapOfZerosAndOnesHasTheQuantilesOfTheBinomial(int n, int ones, double low, double high) {
        double[] values = new double[n];
        Arrays.fill(values, 0, ones, 1);

        Interval interval = Bootstrap.mean(values, 1);

        assertThat(interval.low()).isCloseTo(low, within(1e-9));
        assertThat(interval.high()).isCloseTo(high, within(1e-9));
    }

    @Test
    void theBootstrapDependsOnTheSeedAlone() {
        double[] values = {3, 1, 4, 1, 5, 9, 2, 6, 5.5, 3.25};

        Interval first = Bootstrap.mean(values, 7);

        assertThat(Bootstrap.mean(values, 7)).isEqualTo(first);
        assertThat(first.low()).isLessThan(3.975);
        assertThat(first.high()).isGreaterThan(3.975);
        assertThat(Bootstrap.mean(new double[] {2, 2, 2}, 7)).isEqualTo(new Interval(2, 2));
    }
}
