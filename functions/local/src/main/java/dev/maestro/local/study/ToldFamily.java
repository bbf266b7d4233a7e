package dev.maestro.local.study;

import dev.maestro.core.estimate.Penalty;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.LogEvaluation;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A rival that is told each task's true family, and follows the chain of at most two pairs that did best, by mean reward,
 * on the tasks of that family that others calibrate on. It sees more than a router may.
 */
final class ToldFamily {

    private final Map<String, Chain> best = new HashMap<>();

    /** A pair and the one that works on what it brought; empty for none. */
    private record Chain(String first, String next) {}

    /** How a chain ended on a task. */
    private record Ending(double score, double reward, double cpuMillis, double costMicroUsd) {}

    ToldFamily(List<LoggedTask> tasks, RegistrySnapshot registry) {
        List<String> pairs = registry.pairs().stream().map(Pair::id).toList();
        Map<String, List<LoggedTask>> families = new HashMap<>();
        tasks.forEach(task -> families.computeIfAbsent(task.family(), missing -> new ArrayList<>())
                .add(task));
        families.forEach((family, all) -> best.put(family, bestOf(all, pairs)));
    }

    private static Chain bestOf(List<LoggedTask> tasks, List<String> pairs) {
        Chain best = new Chain(pairs.getFirst(), "");
        double most = Double.NEGATIVE_INFINITY;
        for (String first : pairs) {
            List<String> nexts = new ArrayList<>(pairs);
            nexts.addFirst("");
            for (String next : nexts) {
                Chain chain = new Chain(first, next);
                double reward = tasks.stream()
                        .mapToDouble(task -> play(task, chain).reward)
                        .sum();
                if (reward > most) {
                    most = reward;
                    best = chain;
                }
            }
        }
        return best;
    }

    private static Ending play(LoggedTask task, Chain chain) {
        LoggedRun first = task.firsts().get(chain.first);
        if (first == null) {
            return new Ending(0, 0, 0, 0);
        }
        if (chain.next.isEmpty()) {
            return ending(List.of(first));
        }
        return task.seconds().stream()
                .filter(each ->
                        each.pairId().equals(chain.next) && each.evidence().equals(first.observation()))
                .findFirst()
                .map(second -> ending(List.of(first, second.run())))
                .orElse(new Ending(0, 0, 0, 0));
    }

    private static Ending ending(List<LoggedRun> runs) {
        double score = runs.getLast().score();
        double millis = 0;
        double money = 0;
        double penalty = 0;
        for (LoggedRun run : runs) {
            millis += run.cpuMillis();
            money += run.costMicroUsd();
            penalty += Penalty.of(
                    StudyWorld.COST_WEIGHT,
                    Math.max(run.cpuMillis(), run.costMicroUsd() / Penalty.MICRO_USD_PER_CPU_SECOND * 1000));
        }
        return new Ending(score, score - score * penalty, millis, money);
    }

    /** Follows the chains of the families; a family that it was not told of scores 0. */
    LogEvaluation play(List<LoggedTask> tasks) {
        double[][] columns = new double[4][tasks.size()];
        List<List<String>> pairs = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            Chain chain = best.get(tasks.get(i).family());
            Ending ending = chain == null ? new Ending(0, 0, 0, 0) : play(tasks.get(i), chain);
            columns[0][i] = ending.score;
            columns[1][i] = ending.reward;
            columns[2][i] = ending.cpuMillis;
            columns[3][i] = ending.costMicroUsd;
            pairs.add(chain == null ? List.of() : List.of(chain.first));
        }
        return new LogEvaluation(columns[0], columns[1], columns[2], columns[3], pairs);
    }
}
