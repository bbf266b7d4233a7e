package dev.maestro.core.train;

import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who knows of each task which pair will be right: what no policy of at most two hops can exceed. */
public final class Oracle {

    private Oracle() {}

    /** The share of tasks that some pair of the registry gets right, alone or on what another one brought; 0 of none. */
    public static double accuracy(List<LoggedTask> tasks, RegistrySnapshot registry) {
        Set<String> pairs = registry.pairs().stream().map(Pair::id).collect(Collectors.toSet());
        long right = tasks.stream().filter(task -> isWithinReach(task, pairs)).count();
        return tasks.isEmpty() ? 0 : right / (double) tasks.size();
    }

    private static boolean isWithinReach(LoggedTask task, Set<String> pairs) {
        Set<String> evidence = new HashSet<>();
        boolean alone = false;
        for (Map.Entry<String, LoggedRun> first : task.firsts().entrySet()) {
            if (pairs.contains(first.getKey())) {
                evidence.add(first.getValue().observation());
                alone |= LogEvaluation.isRight(first.getValue().score());
            }
        }
        return alone
                || task.seconds().stream()
                        .anyMatch(second -> pairs.contains(second.pairId())
                                && evidence.contains(second.evidence())
                                && LogEvaluation.isRight(second.run().score()));
    }
}
