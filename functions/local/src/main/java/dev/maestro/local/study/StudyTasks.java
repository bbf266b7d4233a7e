package dev.maestro.local.study;

import dev.maestro.core.observe.CalibrationData;
import dev.maestro.core.observe.Provenance;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.train.LoggedTask;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.local.calibrate.Calibration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The tasks of a study by what they are for, and the calibrations made from those of the split {@code calibration}.
 *
 * @param calibration to calibrate on
 * @param train to learn from
 * @param dev to choose versions and settings on
 * @param test for the figures; layouts and fonts that none of the others has
 */
public record StudyTasks(
        List<LoggedTask> calibration, List<LoggedTask> train, List<LoggedTask> dev, List<LoggedTask> test) {

    private static final long DRAW = 7;

    public StudyTasks {
        calibration = List.copyOf(calibration);
        train = List.copyOf(train);
        dev = List.copyOf(dev);
        test = List.copyOf(test);
    }

    /** Parts logged tasks by their split; others are left out. */
    public static StudyTasks of(List<LoggedTask> tasks) {
        return new StudyTasks(
                split(tasks, "calibration"), split(tasks, "train"), split(tasks, "dev"), split(tasks, "test"));
    }

    private static List<LoggedTask> split(List<LoggedTask> tasks, String name) {
        return tasks.stream().filter(task -> task.split().equals(name)).toList();
    }

    /** Those that are learned from, chosen on and reported on. */
    List<LoggedTask> played() {
        List<LoggedTask> all = new ArrayList<>(train);
        all.addAll(dev);
        all.addAll(test);
        return all;
    }

    /** Calibration data of some tasks for the pairs of a registry. */
    static CalibrationData data(List<LoggedTask> tasks, RegistrySnapshot registry) {
        CalibrationData.Builder builder =
                new CalibrationData.Builder(new Provenance(1, registry.digest(), "study", "outcome log"));
        for (LoggedTask task : tasks) {
            Calibration.TaskOutcome outcome = Calibration.TaskOutcome.of(task, registry.pairs());
            builder.task(outcome.task());
            outcome.addTo(builder, registry.pairs());
        }
        return builder.build();
    }

    /** The calibration tasks of which a few of each family were run. */
    List<LoggedTask> few(int ofEachFamily) {
        Map<String, List<LoggedTask>> families = new TreeMap<>();
        calibration.forEach(task -> families.computeIfAbsent(task.family(), missing -> new ArrayList<>())
                .add(task));
        Random random = new Random(DRAW);
        List<LoggedTask> few = new ArrayList<>();
        families.values().forEach(family -> {
            Collections.shuffle(family, random);
            few.addAll(family.subList(0, Math.min(ofEachFamily, family.size())));
        });
        return few;
    }

    /** The calibration tasks as if two experts had been swapped since: each has the record of the other. */
    List<LoggedTask> stale(String one, String other) {
        return calibration.stream().map(task -> swapped(task, one, other)).toList();
    }

    private static LoggedTask swapped(LoggedTask task, String one, String other) {
        Map<String, LoggedRun> firsts = new LinkedHashMap<>();
        task.firsts().forEach((pairId, run) -> {
            String expert = pairId.substring(0, pairId.indexOf('/'));
            String skill = pairId.substring(pairId.indexOf('/'));
            String whose = expert.equals(one) ? other + skill : expert.equals(other) ? one + skill : pairId;
            firsts.put(pairId, task.firsts().getOrDefault(whose, run));
        });
        return new LoggedTask(
                task.id(),
                task.split(),
                task.family(),
                task.condition(),
                task.question(),
                task.hasImage(),
                task.embedding(),
                task.statistics(),
                firsts,
                task.seconds());
    }
}
