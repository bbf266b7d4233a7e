package dev.maestro.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.evaluate.batch.ItemResult;
import dev.maestro.core.evaluate.plan.PassRule;
import dev.maestro.core.evaluate.report.EvaluationReport;
import dev.maestro.core.evaluate.report.EvaluationReport.Benchmark;
import dev.maestro.core.evaluate.report.EvaluationReport.Comparison;
import dev.maestro.core.evaluate.report.Evaluations;
import dev.maestro.core.evaluate.report.GateVerdict;
import dev.maestro.core.evaluate.report.LogRivals;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationsTest {

    private final MemoryLog log = new MemoryLog();

    private EvaluationReport report(List<String> policies, PassRule... rules) throws IOException {
        return Evaluations.report(
                log,
                new Evaluations.Facts(
                        "evaluation-1",
                        policies,
                        "sha256:r",
                        1,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        4,
                        List.of(rules),
                        LogRivals.none(),
                        List.of(),
                        0,
                        null,
                        "items.jsonl"));
    }

    @Test
    void countsFailuresOfInfrastructureApartAndGivesBothViews() throws IOException {
        for (int i = 0; i < 8; i++) {
            log.add("ours", "sums", i, i < 6 ? 1 : 0, i == 7 ? ItemResult.BROKEN : "answered");
        }

        Benchmark sums = report(List.of("ours")).benchmarks().getFirst();

        assertThat(sums.n()).isEqualTo(8);
        assertThat(sums.correct()).isEqualTo(6);
        assertThat(sums.infrastructureFailures()).isEqualTo(1);
        assertThat(sums.accuracy()).isCloseTo(6.0 / 7, within(1e-12));
        assertThat(sums.accuracyCountingFailuresWrong()).isEqualTo(0.75);
    }

    @Test
    void hasMajorityChanceCostStepsAndLatency() throws IOException {
        for (int i = 0; i < 8; i++) {
            log.add("ours", "choices", i, 1, "answered");
        }

        Benchmark choices = report(List.of("ours")).benchmarks().getFirst();

        assertThat(choices.majority()).isEqualTo(0.25); // two of eight are 42
        assertThat(choices.chance()).isEqualTo(0.25);
        assertThat(choices.steps()).isEqualTo(2);
        assertThat(choices.costMicroUsd()).isEqualTo(10);
        assertThat(choices.latencyMillis()).isEqualTo(new EvaluationReport.Latency(103, 107));
        assertThat(choices.pairs()).containsEntry("reader/read", 8);
        assertThat(choices.parts()).extracting(Benchmark::name).containsExactly("even", "odd");
    }

    @Test
    void usesWilsonForProportionsAndTheBootstrapForMeans() throws IOException {
        for (int i = 0; i < 10; i++) {
            log.add("ours", "exact", i, i < 9 ? 1 : 0, "answered");
            log.add("ours", "similar", i, 0.5 + i / 100.0, "answered");
        }

        EvaluationReport report = report(List.of("ours"));

        // Wilson for 9 of 10, from Newcombe 1998
        assertThat(report.benchmarks().get(0).interval95().get(0)).isCloseTo(0.5958, within(1e-4));
        assertThat(report.benchmarks().get(0).interval95().get(1)).isCloseTo(0.9821, within(1e-4));
        assertThat(report.benchmarks().get(1).accuracy()).isCloseTo(0.545, within(1e-9));
        assertThat(report.benchmarks().get(1).interval95().get(0)).isBetween(0.52, 0.54);
        assertThat(report.benchmarks().get(1).interval95().get(1)).isBetween(0.55, 0.57);
    }

    @Test
    void weighsSetsAlikeInTheMacroMeanAndItemsInTheMicroMean() throws IOException {
        for (int i = 0; i < 9; i++) {
            log.add("ours", "large", i, 1, "answered");
        }
        log.add("ours", "small", 0, 0, "answered");

        EvaluationReport report = report(List.of("ours"));

        assertThat(report.macro()).isEqualTo(0.5);
        assertThat(report.micro()).isEqualTo(0.9);
    }

    @Test
    void isNotCertainOfAMacroMeanBecauseAFewItemsOfOneSetAreRight() throws IOException {
        for (int i = 0; i < 4; i++) {
            log.add("ours", "sums", i, 1, "answered");
        }

        EvaluationReport report = report(List.of("ours"));

        assertThat(report.macroInterval95().getFirst()).isCloseTo(0.5101, within(1e-4)); // Wilson for 4 of 4
        assertThat(report.macroInterval95())
                .isEqualTo(report.benchmarks().getFirst().interval95());
    }

    @Test
    void comparesPairedAndCorrectsForSeveralComparisons() throws IOException {
        for (int i = 0; i < 20; i++) {
            log.add("ours", "sums", i, 1, "answered");
            log.add("worse", "sums", i, i < 12 ? 1 : 0, "answered");
            log.add("same", "sums", i, 1, "answered");
            log.add("soft", "sums", i, 0.9, i == 0 ? ItemResult.BROKEN : "answered");
        }

        List<Comparison> comparisons =
                report(List.of("ours", "worse", "same", "soft")).comparisons();

        assertThat(comparisons).extracting(Comparison::rival).containsExactly("worse", "same", "soft");
        Comparison worse = comparisons.get(0);
        assertThat(worse.onlyPolicy()).isEqualTo(8);
        assertThat(worse.onlyRival()).isZero();
        assertThat(worse.test()).isEqualTo("mcnemar-exact");
        assertThat(worse.p()).isCloseTo(2.0 / 256, within(1e-9));
        assertThat(worse.adjustedP()).isCloseTo(2 * 2.0 / 256, within(1e-9));
        assertThat(worse.significant()).isTrue();
        assertThat(worse.difference()).isCloseTo(0.4, within(1e-9));
        assertThat(comparisons.get(1).significant()).isFalse();
        assertThat(comparisons.get(2).n()).isEqualTo(19);
        assertThat(comparisons.get(2).test()).isEqualTo("sign-flip-permutation");
    }

    @Test
    void saysTheSameOfTheSameResultsEachTime() throws IOException {
        for (int i = 0; i < 40; i++) {
            log.add("ours", i % 2 == 0 ? "similar" : "other", i, (i * 7 % 11) / 10.0, "answered");
            log.add("theirs", i % 2 == 0 ? "similar" : "other", i, (i * 5 % 11) / 10.0, "answered");
        }
        List<String> policies = List.of("ours", "theirs");
        PassRule rule = PassRule.notWorseThan("theirs:0.1:0.9");

        assertThat(report(policies, rule)).isEqualTo(report(policies, rule));
    }

    @Test
    void passesAndFailsMinimums() throws IOException {
        for (int i = 0; i < 10; i++) {
            log.add("ours", "sums", i, i < 7 ? 1 : 0, "answered");
        }

        GateVerdict passed = report(List.of("ours"), PassRule.minimum("0.7"), PassRule.minimum("sums:0.65"))
                .gate();
        GateVerdict failed = report(List.of("ours"), PassRule.minimum("0.7"), PassRule.minimum("micro:0.71"))
                .gate();
        GateVerdict unknown =
                report(List.of("ours"), PassRule.minimum("nothing:0.1")).gate();

        assertThat(passed.passed()).isTrue();
        assertThat(failed.passed()).isFalse();
        assertThat(failed.reason()).isEqualTo("micro is 0.7000, below the minimum of 0.71");
        assertThat(unknown.reason()).isEqualTo("there is no set called nothing");
    }

    @Test
    void countsFailuresWrongForMinimums() throws IOException {
        log.add("ours", "sums", 0, 1, "answered");
        log.add("ours", "sums", 1, 0, ItemResult.LOST);

        assertThat(report(List.of("ours"), PassRule.minimum("0.6")).gate().passed())
                .isFalse();
    }

    @Test
    void countsFailuresAgainstThePolicyBeforeItSaysNotWorse() throws IOException {
        for (int i = 0; i < 100; i++) {
            // The machine broke after three items.
            log.add("ours", "sums", i, 1, i < 3 ? "answered" : ItemResult.BROKEN);
            log.add("theirs", "sums", i, 1, i < 3 ? "answered" : ItemResult.BROKEN);
        }

        GateVerdict gate = report(List.of("ours", "theirs"), PassRule.notWorseThan("theirs:0.02:0.95"))
                .gate();

        assertThat(gate.passed()).isFalse();
        assertThat(gate.reason()).contains("the difference to theirs is -0.9700");
    }

    @Test
    void isSureBeforeItSaysNotWorse() throws IOException {
        for (int i = 0; i < 100; i++) {
            log.add("ours", "sums", i, i < 70 ? 1 : 0, "answered");
            log.add("equal", "sums", i, i < 70 ? 1 : 0, "answered");
            log.add("noisy", "sums", i, i % 10 < 7 ? 1 : 0, "answered");
        }
        List<String> policies = List.of("ours", "equal", "noisy");

        GateVerdict equal =
                report(policies, PassRule.notWorseThan("equal:0.02:0.95")).gate();
        GateVerdict noisy =
                report(policies, PassRule.notWorseThan("noisy:0.02:0.95")).gate();

        assertThat(equal.passed()).isTrue();
        assertThat(noisy.passed()).isFalse();
        assertThat(noisy.reason()).contains("it may be more than 0.02 worse");
    }

    @Test
    void saysHowRulesAreWritten() {
        assertThatThrownBy(() -> PassRule.notWorseThan("best-pair"))
                .hasMessageContaining("--not-worse-than takes V:MARGIN:CONFIDENCE");
        assertThatThrownBy(() -> PassRule.minimum("high")).hasMessageContaining("--minimum takes 0.7");
        assertThat(PassRule.notWorseThan("reader:read:0.02:0.95"))
                .isEqualTo(new PassRule.NotWorseThan("reader:read", 0.02, 0.95));
    }

    @Test
    void measuresTimeBeyondThatOfTheExperts() throws IOException {
        log.add("ours", "sums", 0, 1, "answered");

        assertThat(report(List.of("ours")).overhead()).isCloseTo(0.1, within(1e-9));
    }
}
