package dev.maestro.core.evaluate.report;

import dev.maestro.core.evaluate.item.BadLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./maestro evaluate} writes as JSON. The items themselves stand in the item log beside it, one
 * {@link dev.maestro.core.evaluate.batch.ItemResult} a line.
 *
 * <p>Accuracy is the mean score over the items that ended with an answer, a refusal or at a limit; items that
 * infrastructure broke are apart. Where it says "counting failures wrong", they are in it with score 0.
 *
 * @param evaluationId which evaluation
 * @param policy label of the policy that this is about
 * @param policyVersions versions of it that decided
 * @param registryDigest the registry that its episodes were pinned to
 * @param seed of everything random
 * @param startedAt when the first run began
 * @param finishedAt when the report was made
 * @param concurrency items at a time
 * @param benchmarks under {@code policy}, one a set
 * @param macro mean of the sets' accuracies
 * @param macroInterval95 [low, high], stratified bootstrap
 * @param micro mean over all items
 * @param microInterval95 [low, high]
 * @param macroCountingFailuresWrong as {@code macro}
 * @param microCountingFailuresWrong as {@code micro}
 * @param policies the same for every policy that ran, {@code policy} first
 * @param comparisons of {@code policy} with each other one, on the items that both ended
 * @param rivals what the oracle, single experts, single pairs and simple routers would have reached, where an outcome log
 *     of the items was given; else empty
 * @param overBestExpert the policy beside the best single expert among them; null without an outcome log
 * @param gate what the pass rules say; null without rules
 * @param badLines lines that were skipped
 * @param notRun items that the budget of the batch left no money for, over all policies
 * @param budgetMicroUsd of the batch; null for none
 * @param overhead {@code (time that items occupied slots) / (time of their experts and policy) - 1}
 * @param itemLog name of the item log
 */
public record EvaluationReport(
        String evaluationId,
        String policy,
        List<String> policyVersions,
        String registryDigest,
        long seed,
        Instant startedAt,
        Instant finishedAt,
        int concurrency,
        List<Benchmark> benchmarks,
        double macro,
        List<Double> macroInterval95,
        double micro,
        List<Double> microInterval95,
        double macroCountingFailuresWrong,
        double microCountingFailuresWrong,
        List<PolicyResult> policies,
        List<Comparison> comparisons,
        List<LogRival> rivals,
        @Nullable OverBestExpert overBestExpert,
        @Nullable GateVerdict gate,
        List<BadLine> badLines,
        int notRun,
        @Nullable Double budgetMicroUsd,
        double overhead,
        String itemLog) {

    public EvaluationReport {
        policyVersions = List.copyOf(policyVersions);
        benchmarks = List.copyOf(benchmarks);
        macroInterval95 = List.copyOf(macroInterval95);
        microInterval95 = List.copyOf(microInterval95);
        policies = List.copyOf(policies);
        comparisons = List.copyOf(comparisons);
        rivals = List.copyOf(rivals);
        badLines = List.copyOf(badLines);
    }

    /** The same with rivals. */
    EvaluationReport with(List<LogRival> others) {
        return new EvaluationReport(
                evaluationId,
                policy,
                policyVersions,
                registryDigest,
                seed,
                startedAt,
                finishedAt,
                concurrency,
                benchmarks,
                macro,
                macroInterval95,
                micro,
                microInterval95,
                macroCountingFailuresWrong,
                microCountingFailuresWrong,
                policies,
                comparisons,
                others,
                OverBestExpert.of(policy, others),
                gate,
                badLines,
                notRun,
                budgetMicroUsd,
                overhead,
                itemLog);
    }

    /** Percentiles in milliseconds. */
    public record Latency(double p50, double p95) {}

    /**
     * One set, or one part of a set.
     *
     * @param name of the set's folder, or what its items call their benchmark
     * @param n items with a result
     * @param correct items with score 1
     * @param accuracy mean score without failures of infrastructure
     * @param interval95 [low, high]: Wilson where every score is 0 or 1, else bootstrap
     * @param accuracyCountingFailuresWrong mean score of all {@code n}
     * @param metrics of the items, by name with how many
     * @param majority share of items that the commonest reference answer would be right for
     * @param chance mean chance of a guess: 1 / choices, 1/2 for yes or no, else 0
     * @param answered items that ended with an answer
     * @param refused items that ended without one because they could not be worked on
     * @param exhausted items that ended at a limit
     * @param infrastructureFailures items that broke or were lost
     * @param costMicroUsd mean of an item
     * @param cpuMillis mean CPU time of the experts for an item
     * @param latencyMillis from submission to reward
     * @param steps mean calls of an item
     * @param pairs how often each pair was called
     * @param parts of a set whose items call their benchmarks differently, else empty
     */
    public record Benchmark(
            String name,
            int n,
            int correct,
            double accuracy,
            List<Double> interval95,
            double accuracyCountingFailuresWrong,
            Map<String, Integer> metrics,
            double majority,
            double chance,
            int answered,
            int refused,
            int exhausted,
            int infrastructureFailures,
            double costMicroUsd,
            double cpuMillis,
            Latency latencyMillis,
            double steps,
            Map<String, Integer> pairs,
            List<Benchmark> parts) {

        public Benchmark {
            interval95 = List.copyOf(interval95);
            metrics = Map.copyOf(metrics);
            pairs = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(pairs));
            parts = List.copyOf(parts);
        }
    }

    /**
     * One policy over all sets.
     *
     * @param policy label
     * @param versions that decided
     * @param total all sets as one; its accuracy is the micro mean
     */
    public record PolicyResult(
            String policy,
            List<String> versions,
            double macro,
            List<Double> macroInterval95,
            double micro,
            List<Double> microInterval95,
            double macroCountingFailuresWrong,
            double microCountingFailuresWrong,
            Benchmark total,
            List<Benchmark> benchmarks) {

        public PolicyResult {
            versions = List.copyOf(versions);
            macroInterval95 = List.copyOf(macroInterval95);
            microInterval95 = List.copyOf(microInterval95);
            benchmarks = List.copyOf(benchmarks);
        }
    }

    /**
     * The policy beside another on the same items.
     *
     * @param policy that the report is about
     * @param rival the other
     * @param benchmark a set, or null for all
     * @param n items that both ended without a failure of infrastructure
     * @param difference mean score of {@code policy} less that of {@code rival}: over the items of a set, or the mean of
     *     the sets' differences
     * @param interval95 of the difference, [low, high], bootstrap of the paired differences
     * @param onlyPolicy items that only {@code policy} got right
     * @param onlyRival items that only {@code rival} got right
     * @param test {@code mcnemar-exact} where every score is 0 or 1, else {@code sign-flip-permutation}
     * @param p of the test
     * @param adjustedP by Holm's method over the comparisons of all sets, or over those of single sets
     * @param significant whether {@code adjustedP} is below 0.05
     */
    public record Comparison(
            String policy,
            String rival,
            @Nullable String benchmark,
            int n,
            double difference,
            List<Double> interval95,
            int onlyPolicy,
            int onlyRival,
            String test,
            double p,
            double adjustedP,
            boolean significant) {

        public Comparison {
            interval95 = List.copyOf(interval95);
        }
    }
}
