package dev.maestro.lab.tasks;

import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.draw.Typefaces;
import dev.maestro.lab.tasks.family.Assignment;
import dev.maestro.lab.tasks.family.Draft;
import dev.maestro.lab.tasks.family.Split;
import dev.maestro.lab.tasks.family.TaskFamily;
import dev.maestro.schema.wire.Reference;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes tasks from a seed: the same split, seed and place give the same question, answer and pixels on every machine.
 * Families take turns, each round in another order; within a family its conditions take turns. Thread-safe.
 */
public final class TaskGenerator {

    private final List<TaskFamily> families;
    private final Typefaces typefaces = new Typefaces();

    /** All families. */
    public TaskGenerator() {
        this(Families.ALL);
    }

    private TaskGenerator(List<TaskFamily> families) {
        this.families = families;
    }

    /**
     * A generator of some families only.
     *
     * @param names as in {@link #families()}
     * @throws IllegalArgumentException for a name that is no family, with the list of those that are
     */
    public static TaskGenerator of(List<String> names) {
        for (String name : names) {
            if (Families.ALL.stream().noneMatch(family -> family.name().equals(name))) {
                throw new IllegalArgumentException("no task family is called " + name + "; there are "
                        + String.join(
                                ", ",
                                Families.ALL.stream().map(TaskFamily::name).toList()));
            }
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("name at least one task family");
        }
        return new TaskGenerator(Families.ALL.stream()
                .filter(family -> names.contains(family.name()))
                .toList());
    }

    /** The conditions of each family, in a fixed order. */
    public Map<String, List<String>> families() {
        Map<String, List<String>> result = new LinkedHashMap<>();
        families.forEach(family -> result.put(family.name(), family.conditions()));
        return Collections.unmodifiableMap(result);
    }

    /**
     * The first tasks of a seed, made one by one as the stream is read.
     *
     * @param n how many, at least 0
     */
    public Stream<GeneratedTask> tasks(Split split, long seed, int n) {
        return IntStream.range(0, n).mapToObj(index -> task(split, seed, index));
    }

    /**
     * One task of a seed.
     *
     * @param index from 0
     */
    public GeneratedTask task(Split split, long seed, int index) {
        return task(split, seed, index, true);
    }

    /** The same task without its images, whose encoding takes most of the time. */
    GeneratedTask withoutImages(Split split, long seed, int index) {
        return task(split, seed, index, false);
    }

    private GeneratedTask task(Split split, long seed, int index, boolean encoded) {
        int round = index / families.size();
        List<TaskFamily> order = new Dice(Dice.mix(seed, split.label().hashCode(), round)).shuffled(families);
        TaskFamily family = order.get(index % families.size());
        List<String> conditions = family.conditions();
        String condition = conditions.get(Math.floorMod(round + family.name().hashCode(), conditions.size()));

        long taskSeed =
                Dice.mix(seed, split.label().hashCode(), index, family.name().hashCode());
        Assignment assignment = new Assignment(split, condition, new Dice(taskSeed), typefaces);
        Draft draft = family.draw(assignment);
        return new GeneratedTask(
                "t" + HexFormat.of().toHexDigits(Dice.mix(taskSeed, 1)),
                split,
                family.name(),
                condition,
                draft.question(),
                encoded ? draft.pictures().stream().map(Canvas::finish).toList() : List.of(),
                List.of(),
                new Reference(
                        draft.answer().value(),
                        draft.answer().type(),
                        draft.answer().metric(),
                        family.name()),
                assignment.notes());
    }
}
