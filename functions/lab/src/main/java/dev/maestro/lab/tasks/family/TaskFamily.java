package dev.maestro.lab.tasks.family;

import java.util.List;

/** One kind of task, drawn under several conditions that its questions do not tell apart. */
public interface TaskFamily {

    /** Kebab-case. */
    String name();

    /** Each used equally often. */
    List<String> conditions();

    /** Makes one task; everything random comes from the assignment. */
    Draft draw(Assignment assignment);
}
