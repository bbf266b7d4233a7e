package dev.maestro.local.command.data;

import dev.maestro.core.evaluate.item.EvaluationItem;
import dev.maestro.core.evaluate.item.ItemFolder;
import dev.maestro.local.calibrate.CalibrationItem;
import dev.maestro.local.command.option.SetOptions;
import dev.maestro.schema.wire.DataSource;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Tasks of the user, of one set or more, their pictures read when a task is asked for. */
public final class OwnTasks {

    /** No tasks: generated ones are used. */
    static final OwnTasks NONE = new OwnTasks(List.of());

    /**
     * One task.
     *
     * @param folder that holds its pictures
     */
    private record OwnTask(ItemFolder folder, DataSource source, EvaluationItem item) {}

    private final List<OwnTask> tasks;

    private OwnTasks(List<OwnTask> tasks) {
        this.tasks = tasks;
    }

    /**
     * Reads what the options name. Lists often stand in order of kind, so each set's tasks are mixed.
     *
     * @param seed of the mixing, and of the draw where a set is limited
     * @return no task when they name no set
     */
    public static OwnTasks read(SetOptions sets, long seed) throws IOException, InterruptedException {
        if (sets.data().isEmpty()) {
            return NONE;
        }
        List<Deque<OwnTask>> each = new ArrayList<>();
        for (ItemFolder.Checked checked : sets.check(seed, null)) {
            ItemFolder folder = checked.folder();
            DataSource source = SetSources.of(folder);
            List<OwnTask> tasks = new ArrayList<>();
            folder.each(checked, item -> tasks.add(new OwnTask(folder, source, item)));
            Collections.shuffle(tasks, new Random(seed));
            each.add(new ArrayDeque<>(tasks));
        }
        return new OwnTasks(inTurns(each));
    }

    /** One of each set, then the next of each, so that a run cut short knows something of every set. */
    private static List<OwnTask> inTurns(List<Deque<OwnTask>> sets) {
        List<OwnTask> tasks = new ArrayList<>();
        int before;
        do {
            before = tasks.size();
            sets.stream().filter(set -> !set.isEmpty()).forEach(set -> tasks.add(set.remove()));
        } while (tasks.size() > before);
        return List.copyOf(tasks);
    }

    /** Whether generated ones are used. */
    public boolean isEmpty() {
        return tasks.isEmpty();
    }

    /** How many there are, of all sets together. */
    public int size() {
        return tasks.size();
    }

    /** The task of an index, with its pictures; its id starts with its set, and its reference names it. */
    public CalibrationItem get(int index) {
        OwnTask task = tasks.get(index);
        return CalibrationItem.of(task.folder(), task.item()).of(task.source());
    }

    /** The set that a task comes from. */
    public DataSource source(int index) {
        return tasks.get(index).source();
    }

    /** The sets that the tasks come from, each once. */
    public List<DataSource> sources() {
        return tasks.stream().map(OwnTask::source).distinct().toList();
    }

    /** What kind of task it is, as its list says; perhaps empty. */
    public String family(int index) {
        return tasks.get(index).item().family();
    }
}
