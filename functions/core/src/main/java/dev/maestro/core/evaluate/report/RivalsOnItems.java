package dev.maestro.core.evaluate.report;

import dev.maestro.core.evaluate.report.LogRival.OnSet;
import dev.maestro.core.evaluate.report.Tally.Mark;
import dev.maestro.core.train.LogEvaluation;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.core.train.SimpleRouters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What each rival reached on some items, beside the policy. */
final class RivalsOnItems {

    private static final int PAIRS_SHOWN = 8;
    private static final LoggedRun NOT_RUN = new LoggedRun(0, 0, 0, "");

    /** An item that the policy ended and the log knows. */
    record Item(String set, Mark mark, LoggedTask task) {

        String key() {
            return set + '\n' + mark.id();
        }
    }

    private final List<Item> items;
    private final List<String> pairs;
    private final Comparisons comparisons;
    private final @Nullable SimpleRouters routers;

    RivalsOnItems(List<Item> items, List<String> pairs, Comparisons comparisons, @Nullable SimpleRouters routers) {
        this.items = items;
        this.pairs = pairs;
        this.comparisons = comparisons;
        this.routers = routers;
    }

    List<LogRival> rivals() {
        List<LogRival> compared = new ArrayList<>();
        compared.add(bestExpert());
        compared.addAll(played());
        List<LogRival> single = pairs.stream()
                .map(pair -> rival(pair, "always this pair", pair, false, item -> pair, item -> run(item, pair)))
                .sorted(Comparator.comparingDouble(LogRival::macro).reversed())
                .toList();
        List<LogRival> all = new ArrayList<>();
        all.add(rival(
                "oracle", "some pair, or two hops, was right (hindsight)", "", true, item -> "", RivalsOnItems::most));
        Map<String, String> bySet = bestBy(pairs, Item::set);
        all.add(rival(
                "best pair of each set",
                "one pair a set, chosen in hindsight",
                "",
                true,
                item -> bySet.getOrDefault(item.set(), ""),
                item -> run(item, bySet.getOrDefault(item.set(), ""))));
        Map<String, String> byFamily = bestBy(pairs, item -> item.task().family());
        if (byFamily.size() > 1) {
            all.add(rival(
                    "best pair of each family",
                    "one pair a family, chosen in hindsight",
                    "",
                    true,
                    item -> "",
                    item -> run(item, byFamily.getOrDefault(item.task().family(), ""))));
        }
        all.addAll(comparisons.correct(compared));
        all.addAll(single.subList(0, Math.min(PAIRS_SHOWN, single.size())));
        all.add(rival("random pair", "the mean of all " + pairs.size() + " pairs", "", false, item -> "", this::mean));
        return all;
    }

    private LogRival bestExpert() {
        LogRival best = null;
        for (String expert :
                new TreeSet<>(pairs.stream().map(RivalsOnItems::expert).toList())) {
            List<String> own =
                    pairs.stream().filter(pair -> expert(pair).equals(expert)).toList();
            Map<String, String> bySet = bestBy(own, Item::set);
            LogRival rival = rival(
                    LogRival.BEST_EXPERT,
                    "one expert, the same everywhere, with its best skill on each set, chosen in hindsight",
                    expert,
                    true,
                    item -> bySet.getOrDefault(item.set(), ""),
                    item -> run(item, bySet.getOrDefault(item.set(), "")));
            if (best == null || rival.macro() > best.macro()) {
                best = rival;
            }
        }
        if (best == null) {
            throw new IllegalStateException("there is no pair");
        }
        LogRival found = best;
        return compared(found, item -> run(item, bestChoice(found, item)));
    }

    private static String bestChoice(LogRival rival, Item item) {
        OnSet on = rival.sets().get(item.set());
        return on == null ? "" : on.choice();
    }

    /** The simple routers, really played over the log. */
    private List<LogRival> played() {
        SimpleRouters known = routers;
        if (known == null) {
            return List.of();
        }
        List<LoggedTask> tasks = items.stream().map(Item::task).toList();
        List<LogRival> rivals = new ArrayList<>();
        for (String kind : SimpleRouters.KINDS) {
            LogEvaluation played = known.play(kind, tasks);
            Map<String, LoggedRun> runs = new HashMap<>();
            for (int i = 0; i < items.size(); i++) {
                runs.put(
                        items.get(i).key(),
                        new LoggedRun(played.scores()[i], played.cpuMillis()[i], played.costMicroUsd()[i], ""));
            }
            Function<Item, LoggedRun> run = item -> runs.getOrDefault(item.key(), NOT_RUN);
            rivals.add(compared(
                    rival(kind, "a router without training, played over the log", "", false, item -> "", run), run));
        }
        return rivals;
    }

    private LogRival compared(LogRival rival, Function<Item, LoggedRun> run) {
        Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
        items.forEach(item -> scores.computeIfAbsent(item.set(), key -> new HashMap<>())
                .put(item.mark().id(), run.apply(item).score()));
        return rival.with(comparisons.with(rival.name(), scores));
    }

    private Map<String, String> bestBy(List<String> choices, Function<Item, String> group) {
        Map<String, List<Item>> groups =
                items.stream().collect(Collectors.groupingBy(group, TreeMap::new, Collectors.toList()));
        Map<String, String> best = new LinkedHashMap<>();
        groups.forEach((name, members) -> choices.stream()
                .max(Comparator.comparingDouble(pair -> members.stream()
                        .mapToDouble(item -> run(item, pair).score())
                        .sum()))
                .ifPresent(pair -> best.put(name, pair)));
        return best;
    }

    private LoggedRun mean(Item item) {
        List<LoggedRun> runs = pairs.stream().map(pair -> run(item, pair)).toList();
        return new LoggedRun(
                average(runs, LoggedRun::score),
                average(runs, LoggedRun::cpuMillis),
                average(runs, LoggedRun::costMicroUsd),
                "");
    }

    private LogRival rival(
            String name,
            String how,
            String choice,
            boolean hindsight,
            Function<Item, String> pair,
            Function<Item, LoggedRun> run) {
        Map<String, List<Item>> bySet =
                items.stream().collect(Collectors.groupingBy(Item::set, LinkedHashMap::new, Collectors.toList()));
        Map<String, OnSet> sets = new LinkedHashMap<>();
        bySet.forEach((set, members) -> sets.put(
                set,
                new OnSet(
                        members.size(),
                        average(members, item -> run.apply(item).score()),
                        average(members, item -> item.mark().score()),
                        pair.apply(members.getFirst()))));
        List<LoggedRun> runs = items.stream().map(run).toList();
        return new LogRival(
                name,
                how,
                choice,
                hindsight,
                items.size(),
                average(List.copyOf(sets.values()), OnSet::accuracy),
                average(runs, LoggedRun::score),
                average(List.copyOf(sets.values()), OnSet::policy),
                average(items, item -> item.mark().score()),
                average(runs, LoggedRun::cpuMillis),
                average(runs, LoggedRun::costMicroUsd),
                sets,
                null);
    }

    private static <T> double average(List<T> of, Function<T, Double> value) {
        return of.stream().mapToDouble(value::apply).average().orElse(0);
    }

    private static String expert(String pair) {
        return pair.substring(0, pair.indexOf('/'));
    }

    private static LoggedRun run(Item item, String pair) {
        return item.task().firsts().getOrDefault(pair, NOT_RUN);
    }

    /** The cheapest of the best, alone or on what another brought. */
    private static LoggedRun most(Item item) {
        List<LoggedRun> runs = new ArrayList<>(item.task().firsts().values());
        item.task().seconds().forEach(second -> runs.add(second.run()));
        return runs.stream()
                .max(Comparator.comparingDouble(LoggedRun::score)
                        .thenComparing(
                                Comparator.comparingDouble(LoggedRun::cpuMillis).reversed()))
                .orElse(NOT_RUN);
    }
}
