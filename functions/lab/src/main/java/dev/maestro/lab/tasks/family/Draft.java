package dev.maestro.lab.tasks.family;

import dev.maestro.lab.tasks.draw.Canvas;
import java.util.List;

/** A task as a family makes it. */
public record Draft(String question, List<Canvas> pictures, Answer answer) {

    /** Keeps a copy of the pictures. */
    public Draft {
        pictures = List.copyOf(pictures);
    }

    /** One with a single picture. */
    public Draft(String question, Canvas picture, Answer answer) {
        this(question, List.of(picture), answer);
    }
}
