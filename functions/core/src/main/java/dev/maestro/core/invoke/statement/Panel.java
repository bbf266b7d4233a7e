package dev.maestro.core.invoke.statement;

import dev.maestro.core.invoke.reading.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A part of a picture with the things in it; or a tower of things that stand on each other.
 *
 * @param box of the part
 * @param things from top to bottom
 */
record Panel(Box box, List<Thing> things) {

    private static final double TOUCHING = 2.5;

    Panel {
        things = things.stream()
                .sorted(Comparator.comparingDouble(thing -> thing.box().y()))
                .toList();
    }

    /** The towers in this part: things that stand on each other, one thing alone being a tower too. */
    List<Panel> towers() {
        List<Panel> towers = new ArrayList<>();
        List<Thing> left = new ArrayList<>(things);
        while (!left.isEmpty()) {
            List<Thing> tower = new ArrayList<>(List.of(left.removeLast()));
            boolean grown = true;
            while (grown) {
                grown = left.removeIf(thing -> {
                    boolean joins = tower.stream().anyMatch(other -> thing.standsOn(other) || other.standsOn(thing));
                    return joins && tower.add(thing);
                });
            }
            towers.add(new Panel(box, tower));
        }
        return towers;
    }

    boolean touches(Thing thing, Side side) {
        boolean left = thing.box().x() - box.x() <= TOUCHING;
        boolean top = thing.box().y() - box.y() <= TOUCHING;
        boolean right = box.right() - thing.box().right() <= TOUCHING;
        boolean bottom = box.bottom() - thing.box().bottom() <= TOUCHING;
        return switch (side) {
            case LEFT -> left;
            case RIGHT -> right;
            case TOP -> top;
            case BOTTOM -> bottom;
            case CORNER -> (left || right) && (top || bottom);
            case ANY -> left || right || top || bottom;
        };
    }

    /** A side of the part. */
    enum Side {
        LEFT,
        RIGHT,
        TOP,
        BOTTOM,
        CORNER,
        ANY
    }
}
