package dev.maestro.core.evaluate.report;

import dev.maestro.core.estimate.Calibrations;
import dev.maestro.core.evaluate.report.Tally.Mark;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.OutcomeLog;
import dev.maestro.core.train.SimpleRouters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the oracle, single experts, single pairs and the simple routers would have reached on the items of an evaluation,
 * from an outcome log in which every pair was run on them: nothing is guessed. An item is
 * found by its question and its id, before which the log may put the set's name.
 */
public final class LogRivals {

    private static final double RIGHT = 0.999;

    /** Lambda of a task that names none. */
    private static final double COST_WEIGHT = 0.1;

    private final Map<String, List<LoggedTask>> byLastName = new HashMap<>();
    private final @Nullable SimpleRouters routers;

    /**
     * From a log.
     *
     * @param log outcomes; of items that it does not have nothing is said
     * @param routers over the same log; null when the registry of the items is not known
     */
    public LogRivals(List<LoggedTask> log, @Nullable SimpleRouters routers) {
        log.forEach(task -> byLastName
                .computeIfAbsent(lastName(task.id()), key -> new ArrayList<>())
                .add(task));
        this.routers = routers;
    }

    /**
     * From a log as {@code ./maestro outcomes --data} writes it, with the simple routers, who see a registry and its
     * calibration.
     *
     * @throws IOException when the log cannot be read
     */
    public static LogRivals read(Path log, RegistrySnapshot registry, Calibrations calibrations) throws IOException {
        List<LoggedTask> tasks = tasks(log);
        return new LogRivals(tasks, SimpleRouters.of(tasks, registry, calibrations, COST_WEIGHT));
    }

    /**
     * From a log, without the simple routers.
     *
     * @throws IOException when the log cannot be read
     */
    public static LogRivals withoutRouters(Path log) throws IOException {
        return new LogRivals(tasks(log), null);
    }

    private static List<LoggedTask> tasks(Path log) throws IOException {
        return OutcomeLog.read(log.toString(), Files.readAllBytes(log));
    }

    /** Without a log: no rivals. */
    public static LogRivals none() {
        return new LogRivals(List.of(), null);
    }

    private @Nullable LoggedTask task(String id, int question) {
        for (LoggedTask task : byLastName.getOrDefault(lastName(id), List.of())) {
            boolean sameId = task.id().equals(id) || task.id().endsWith("/" + id);
            if (sameId && task.question().hashCode() == question) {
                return task;
            }
        }
        return null;
    }

    private static String lastName(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /** Pairs that got an item right, those that work on evidence marked as such. */
    public List<String> rightOnes(String id, String question) {
        LoggedTask task = task(id, question.hashCode());
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

    /** All rivals of a policy; empty when the log knows no item that it ended. */
    List<LogRival> beside(Tally tally, String policy, Comparisons comparisons) {
        List<RivalsOnItems.Item> items = new ArrayList<>();
        for (String set : tally.sets(policy)) {
            for (Mark mark : tally.of(policy, set).values()) {
                LoggedTask task = mark.failed() ? null : task(mark.id(), mark.question());
                if (task != null) {
                    items.add(new RivalsOnItems.Item(set, mark, task));
                }
            }
        }
        List<String> pairs = items.stream()
                .flatMap(item -> item.task().firsts().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        return pairs.isEmpty() ? List.of() : new RivalsOnItems(items, pairs, comparisons, routers).rivals();
    }
}
