package dev.maestro.core.evaluate;

import dev.maestro.core.train.LoggedTask;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What single pairs, single experts and an oracle would have reached on the items of an evaluation, from an outcome log
 * in which every pair was run on them. Chosen with the answers in hand, so each is an upper bound of its kind.
 */
public final class LogRivals {

    private LogRivals() {}

    /**
     * One rival.
     *
     * @param name {@code best single pair}, {@code best single expert with its best skill per set}, {@code best pair per
     *     set} or {@code oracle}
     * @param choice the pair or expert; empty where each set has its own
     * @param macro mean of the sets' accuracies
     * @param sets by set
     */
    public record Rival(String name, String choice, double macro, Map<String, OnSet> sets) {

        public Rival {
            sets = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(sets));
        }
    }

    /**
     * A rival on one set.
     *
     * @param n items of the set that the log has
     * @param accuracy mean score on them; pairs that were not run on an item score 0 there
     * @param choice the pair; empty for the oracle
     */
    public record OnSet(int n, double accuracy, String choice) {}

    /**
     * The rivals.
     *
     * @param log outcomes; of items that it does not have nothing is said
     * @param sets ids of the items, by set
     * @return empty when the log has no item of the sets
     */
    public static List<Rival> of(List<LoggedTask> log, Map<String, Set<String>> sets) {
        Map<String, Known> bySet = new LinkedHashMap<>();
        sets.forEach((set, ids) -> {
            List<LoggedTask> tasks =
                    log.stream().filter(task -> ids.contains(task.id())).toList();
            if (!tasks.isEmpty()) {
                bySet.put(set, new Known(tasks, means(tasks)));
            }
        });
        if (bySet.isEmpty()) {
            return List.of();
        }
        Set<String> pairs = new TreeSet<>();
        bySet.values().forEach(known -> pairs.addAll(known.means().keySet()));
        Set<String> experts = new TreeSet<>();
        pairs.forEach(pair -> experts.add(expert(pair)));
        return List.of(
                best("best single pair", pairs, (known, choice) -> choice, bySet),
                best(
                        "best single expert with its best skill per set",
                        experts,
                        (known, choice) -> bestPair(known.means(), choice + "/"),
                        bySet),
                best("best pair per set", Set.of(""), (known, choice) -> bestPair(known.means(), ""), bySet),
                oracle(bySet));
    }

    /** The items of a set that the log has, with the mean score of each pair on them. */
    private record Known(List<LoggedTask> tasks, Map<String, Double> means) {}

    private static String expert(String pair) {
        return pair.substring(0, pair.indexOf('/'));
    }

    private static Map<String, Double> means(List<LoggedTask> tasks) {
        Map<String, Double> sums = new TreeMap<>();
        tasks.forEach(task -> task.firsts().forEach((pair, run) -> sums.merge(pair, run.score(), Double::sum)));
        sums.replaceAll((pair, sum) -> sum / tasks.size());
        return sums;
    }

    private static String bestPair(Map<String, Double> means, String prefix) {
        return means.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .max(Map.Entry.<String, Double>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** Which pair a choice means on a set. */
    @FunctionalInterface
    private interface Meaning {
        String pair(Known known, String choice);
    }

    private static Rival best(String name, Set<String> choices, Meaning meaning, Map<String, Known> bySet) {
        return choices.stream()
                .map(choice -> {
                    Map<String, OnSet> sets = new LinkedHashMap<>();
                    bySet.forEach((set, known) -> {
                        String pair = meaning.pair(known, choice);
                        sets.put(
                                set,
                                new OnSet(known.tasks().size(), known.means().getOrDefault(pair, 0.0), pair));
                    });
                    return new Rival(name, choice, macro(sets), sets);
                })
                .max(Comparator.comparingDouble(Rival::macro))
                .orElseThrow();
    }

    /** The best pair of each item, alone or on what another brought. */
    private static Rival oracle(Map<String, Known> bySet) {
        Map<String, OnSet> sets = new LinkedHashMap<>();
        bySet.forEach((set, known) -> sets.put(
                set,
                new OnSet(
                        known.tasks().size(),
                        known.tasks().stream()
                                .mapToDouble(LogRivals::most)
                                .average()
                                .orElse(0),
                        "")));
        return new Rival("oracle", "", macro(sets), sets);
    }

    private static double most(LoggedTask task) {
        double alone = task.firsts().values().stream()
                .mapToDouble(LoggedTask.LoggedRun::score)
                .max()
                .orElse(0);
        double after = task.seconds().stream()
                .mapToDouble(second -> second.run().score())
                .max()
                .orElse(0);
        return Math.max(alone, after);
    }

    private static double macro(Map<String, OnSet> sets) {
        return sets.values().stream().mapToDouble(OnSet::accuracy).average().orElse(0);
    }
}
