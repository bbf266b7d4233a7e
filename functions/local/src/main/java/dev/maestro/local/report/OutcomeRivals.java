package dev.maestro.local.report;

import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.local.report.Findings.Rival;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What single pairs, simple choices among them and the oracle would have reached, from an outcome log of the same items:
 * every pair was run on every item there, so nothing is guessed. Ways that are chosen in hindsight are called so.
 */
final class OutcomeRivals {

    private static final double RIGHT = 0.999;
    private static final int PAIRS_SHOWN = 8;

    private final Map<String, LoggedTask> byId = new HashMap<>();

    OutcomeRivals(List<LoggedTask> tasks) {
        tasks.forEach(task -> byId.put(task.id(), task));
    }

    /**
     * An item that was evaluated.
     *
     * @param score of the policy
     */
    record Scored(String benchmark, String id, double score) {}

    private record Known(Scored item, LoggedTask task) {}

    /** Pairs that got an item right, those that work on evidence marked as such. */
    List<String> rightOnes(String id) {
        LoggedTask task = byId.get(id);
        if (task == null) {
            return List.of();
        }
        List<String> right = new ArrayList<>();
        task.firsts().forEach((pair, run) -> {
            if (run.score() >= RIGHT) {
                right.add(pair);
            }
        });
        task.seconds().stream()
                .filter(second -> second.run().score() >= RIGHT)
                .map(second -> second.pairId() + " on evidence")
                .distinct()
                .forEach(right::add);
        return right;
    }

    /** All ways to choose, on the items that the log knows; empty when it knows none. */
    List<Rival> rivals(List<Scored> items) {
        List<Known> known = items.stream()
                .flatMap(item -> {
                    LoggedTask task = byId.get(item.id());
                    return task == null ? Stream.<Known>empty() : Stream.of(new Known(item, task));
                })
                .toList();
        List<String> pairs = known.stream()
                .flatMap(each -> each.task().firsts().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        if (pairs.isEmpty()) {
            return List.of();
        }
        List<Rival> rivals = new ArrayList<>();
        rivals.add(rival("oracle", "some pair, or two hops, was right (hindsight)", known, OutcomeRivals::best));
        Map<String, String> bySet = bestBy(known, pairs, each -> each.item().benchmark());
        rivals.add(rival(
                "best pair of each set",
                "one pair a set, chosen in hindsight",
                known,
                each -> run(each, bySet.getOrDefault(each.item().benchmark(), ""))));
        Map<String, String> byFamily = bestBy(known, pairs, each -> each.task().family());
        if (byFamily.size() > 1) {
            rivals.add(rival(
                    "best pair of each family",
                    "one pair a family, chosen in hindsight",
                    known,
                    each -> run(each, byFamily.getOrDefault(each.task().family(), ""))));
        }
        List<Rival> single = pairs.stream()
                .map(pair -> rival(pair, "always this pair", known, each -> run(each, pair)))
                .sorted(Comparator.comparingDouble(Rival::accuracy).reversed())
                .toList();
        rivals.addAll(single.subList(0, Math.min(PAIRS_SHOWN, single.size())));
        rivals.add(random(known, pairs));
        return rivals;
    }

    private static Optional<LoggedRun> run(Known each, String pair) {
        return Optional.ofNullable(each.task().firsts().get(pair));
    }

    /** The cheapest of the best. */
    private static Optional<LoggedRun> best(Known each) {
        List<LoggedRun> runs = new ArrayList<>(each.task().firsts().values());
        each.task().seconds().forEach(second -> runs.add(second.run()));
        return runs.stream()
                .max(Comparator.comparingDouble(LoggedRun::score)
                        .thenComparing(
                                Comparator.comparingDouble(LoggedRun::cpuMillis).reversed()));
    }

    private static Map<String, String> bestBy(List<Known> known, List<String> pairs, Function<Known, String> group) {
        Map<String, List<Known>> groups = new TreeMap<>();
        known.forEach(each -> groups.computeIfAbsent(group.apply(each), key -> new ArrayList<>())
                .add(each));
        Map<String, String> best = new LinkedHashMap<>();
        groups.forEach((name, items) -> best.put(
                name,
                pairs.stream()
                        .max(Comparator.comparingDouble(pair -> items.stream()
                                .mapToDouble(each ->
                                        run(each, pair).map(LoggedRun::score).orElse(0.0))
                                .sum()))
                        .orElseThrow()));
        return best;
    }

    private static Rival rival(
            String name, String how, List<Known> known, Function<Known, Optional<LoggedRun>> choice) {
        List<Optional<LoggedRun>> runs = known.stream().map(choice).toList();
        return new Rival(
                name,
                how,
                known.size(),
                mean(runs, LoggedRun::score),
                known.stream()
                        .mapToDouble(each -> each.item().score())
                        .average()
                        .orElse(0),
                mean(runs, LoggedRun::cpuMillis),
                mean(runs, LoggedRun::costMicroUsd));
    }

    private static double mean(List<Optional<LoggedRun>> runs, Function<LoggedRun, Double> value) {
        return runs.stream()
                .mapToDouble(run -> run.map(value).orElse(0.0))
                .average()
                .orElse(0);
    }

    private static Rival random(List<Known> known, List<String> pairs) {
        List<Rival> each = pairs.stream()
                .map(pair -> rival(pair, "", known, item -> run(item, pair)))
                .toList();
        return new Rival(
                "random pair",
                "the mean of all " + pairs.size() + " pairs",
                known.size(),
                each.stream().mapToDouble(Rival::accuracy).average().orElse(0),
                each.getFirst().policy(),
                each.stream().mapToDouble(Rival::cpuMillis).average().orElse(0),
                each.stream().mapToDouble(Rival::costMicroUsd).average().orElse(0));
    }
}
