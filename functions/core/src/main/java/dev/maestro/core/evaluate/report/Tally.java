package dev.maestro.core.evaluate.report;

import dev.maestro.core.evaluate.batch.ItemResult;
import dev.maestro.core.evaluate.report.EvaluationReport.Benchmark;
import dev.maestro.core.evaluate.report.EvaluationReport.Latency;
import dev.maestro.core.statistics.Bootstrap;
import dev.maestro.core.statistics.Interval;
import dev.maestro.core.statistics.Wilson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of an evaluation, result by result: of each only what the report counts is kept, some hundred bytes, so that
 * the report of tens of thousands of items fits into memory.
 */
final class Tally {

    /**
     * What is kept of a result.
     *
     * @param question its hash
     */
    record Mark(
            String id,
            int question,
            String part,
            double score,
            String outcome,
            boolean failed,
            String answerClass,
            String metric,
            double chance,
            List<String> pairs,
            double costMicroUsd,
            double cpuMillis,
            double latencyMillis,
            double expertMillis,
            double slotMillis) {}

    private static final long SEED = 20_261_122;

    private final Map<String, Map<String, Map<String, Mark>>> marks = new LinkedHashMap<>();
    private final Map<String, TreeSet<String>> versions = new HashMap<>();
    private final Map<String, String> words = new HashMap<>();

    /** Adds a result; over one with the same key. */
    void add(ItemResult result) {
        Mark mark = new Mark(
                result.id(),
                result.question().hashCode(),
                once(result.part()),
                result.score(),
                once(result.outcome()),
                result.isFailure(),
                once(result.answerType() + ' ' + result.expected().strip().toLowerCase(Locale.ROOT)),
                once(result.metric()),
                chance(result),
                result.pairs().stream().map(this::once).toList(),
                result.costMicroUsd(),
                result.cpuMillis(),
                result.latencyMillis(),
                result.expertMillis(),
                result.slotMillis());
        marks.computeIfAbsent(result.policy(), key -> new LinkedHashMap<>())
                .computeIfAbsent(result.benchmark(), key -> new LinkedHashMap<>())
                .put(result.id(), mark);
        if (result.policyVersion() != null) {
            versions.computeIfAbsent(result.policy(), key -> new TreeSet<>()).add(result.policyVersion());
        }
    }

    private String once(String word) {
        String known = words.putIfAbsent(word, word);
        return known == null ? word : known;
    }

    private static double chance(ItemResult result) {
        if (!result.choices().isEmpty()) {
            return 1.0 / result.choices().size();
        }
        return result.answerType().equals("bool") ? 0.5 : 0;
    }

    List<String> versions(String policy) {
        return List.copyOf(versions.getOrDefault(policy, new TreeSet<>()));
    }

    /** Names of the sets that a policy has results of. */
    List<String> sets(String policy) {
        return List.copyOf(marks.getOrDefault(policy, Map.of()).keySet());
    }

    /** By item id, of a policy on a set. */
    Map<String, Mark> of(String policy, String set) {
        return marks.getOrDefault(policy, Map.of()).getOrDefault(set, Map.of());
    }

    /** All of a policy. */
    List<Mark> of(String policy) {
        return marks.getOrDefault(policy, Map.of()).values().stream()
                .flatMap(set -> set.values().stream())
                .toList();
    }

    /** A set with its parts, where its items call their benchmarks differently. */
    Benchmark benchmark(String policy, String set) {
        Collection<Mark> all = of(policy, set).values();
        Map<String, List<Mark>> parts = new TreeMap<>();
        all.forEach(mark ->
                parts.computeIfAbsent(mark.part(), key -> new ArrayList<>()).add(mark));
        List<Benchmark> nested = parts.size() < 2
                ? List.of()
                : parts.entrySet().stream()
                        .map(part -> benchmark(part.getKey(), part.getValue(), List.of()))
                        .toList();
        return benchmark(set, all, nested);
    }

    static Benchmark benchmark(String name, Collection<Mark> all, List<Benchmark> parts) {
        List<Mark> ended = all.stream().filter(mark -> !mark.failed()).toList();
        double[] scores = ended.stream().mapToDouble(Mark::score).toArray();
        Interval interval = interval(scores);
        return new Benchmark(
                name,
                all.size(),
                (int) ended.stream().filter(mark -> mark.score() >= 1).count(),
                Arrays.stream(scores).average().orElse(0),
                List.of(interval.low(), interval.high()),
                all.isEmpty() ? 0 : Arrays.stream(scores).sum() / all.size(),
                counted(all.stream().map(Mark::metric).toList()),
                majority(all),
                mean(all, Mark::chance),
                outcomes(all, "answered"),
                outcomes(all, "refused"),
                outcomes(all, "exhausted"),
                all.size() - ended.size(),
                mean(all, Mark::costMicroUsd),
                mean(all, Mark::cpuMillis),
                latency(all),
                mean(all, mark -> mark.pairs().size()),
                counted(all.stream().flatMap(mark -> mark.pairs().stream()).toList()),
                parts);
    }

    static Interval interval(double[] scores) {
        if (Arrays.stream(scores).allMatch(score -> score == 0 || score == 1)) {
            return Wilson.interval((int) Arrays.stream(scores).sum(), scores.length);
        }
        return Bootstrap.mean(scores, SEED);
    }

    private static double majority(Collection<Mark> all) {
        int most = counted(all.stream().map(Mark::answerClass).toList()).values().stream()
                .findFirst()
                .orElse(0);
        return all.isEmpty() ? 0 : (double) most / all.size();
    }

    /** How often each stands there, the commonest first. */
    private static Map<String, Integer> counted(List<String> words) {
        Map<String, Integer> counts = new TreeMap<>();
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private static int outcomes(Collection<Mark> all, String outcome) {
        return (int) all.stream().filter(mark -> mark.outcome().equals(outcome)).count();
    }

    private static double mean(Collection<Mark> all, ToDoubleFunction<Mark> value) {
        return all.stream().mapToDouble(value).average().orElse(0);
    }

    private static Latency latency(Collection<Mark> all) {
        double[] sorted = all.stream()
                .filter(mark -> !mark.outcome().equals(ItemResult.LOST))
                .mapToDouble(Mark::latencyMillis)
                .sorted()
                .toArray();
        return new Latency(percentile(sorted, 0.5), percentile(sorted, 0.95));
    }

    private static double percentile(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    /** Time of slots over time of experts and policy, less 1; 0 when nothing is known. */
    double overhead() {
        double slots = 0;
        double experts = 0;
        for (String policy : marks.keySet()) {
            for (Mark mark : of(policy)) {
                if (!mark.failed()) {
                    slots += mark.slotMillis();
                    experts += mark.expertMillis();
                }
            }
        }
        return experts == 0 ? 0 : slots / experts - 1;
    }

    /** The mark of an item that ended, or null. */
    static @Nullable Mark ended(Map<String, Mark> of, String id) {
        Mark mark = of.get(id);
        return mark == null || mark.failed() ? null : mark;
    }
}
