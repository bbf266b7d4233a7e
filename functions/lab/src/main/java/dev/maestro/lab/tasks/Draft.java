package dev.maestro.lab.tasks;

import dev.maestro.lab.tasks.draw.Canvas;
import java.util.List;

/** A task as a family makes it. */
record Draft(String question, List<Canvas> pictures, Answer answer) {

    Draft {
        pictures = List.copyOf(pictures);
    }

    Draft(String question, Canvas picture, Answer answer) {
        this(question, List.of(picture), answer);
    }
}
