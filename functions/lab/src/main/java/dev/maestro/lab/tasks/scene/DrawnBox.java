package dev.maestro.lab.tasks.scene;

import dev.maestro.lab.tasks.draw.Canvas;
import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.family.Hue;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A box with coloured things in it, or with one tower of blocks.
 *
 * @param width in pixels
 * @param height in pixels
 * @param things a tower from its base upwards
 */
record DrawnBox(int width, int height, List<Thing> things) {

    private static final List<String> KINDS = List.of("circle", "square", "triangle");
    private static final int APART = 5;
    private static final int OFF_THE_EDGE = 9;

    DrawnBox {
        things = List.copyOf(things);
    }

    /** Things apart from each other; some of them against an edge, when that is wanted. */
    static DrawnBox scattered(Dice dice, int width, int height, List<Hue> hues, int wanted, boolean touching) {
        List<Thing> things = new ArrayList<>();
        for (int attempt = 0; things.size() < wanted && attempt < 400; attempt++) {
            int size = dice.between(Math.min(width, height) / 9, Math.min(width, height) / 4);
            int x = dice.between(OFF_THE_EDGE, width - size - OFF_THE_EDGE);
            int y = dice.between(OFF_THE_EDGE, height - size - OFF_THE_EDGE);
            if (touching && dice.chance(0.45)) {
                switch (dice.between(0, 4)) {
                    case 0 -> x = 0;
                    case 1 -> x = width - size;
                    case 2 -> y = 0;
                    case 3 -> y = height - size;
                    default -> {
                        x = dice.chance(0.5) ? 0 : width - size;
                        y = dice.chance(0.5) ? 0 : height - size;
                    }
                }
            }
            Thing thing = new Thing(dice.of(KINDS), dice.of(hues), x, y, size);
            if (things.stream().noneMatch(thing::crowds)) {
                things.add(thing);
            }
        }
        return new DrawnBox(width, height, things);
    }

    /** A tower of blocks that stands on the base. */
    static DrawnBox stacked(Dice dice, int width, int height, List<Hue> hues, int blocks) {
        int size = Math.min(width / 3, height / 5);
        int x = dice.between(OFF_THE_EDGE, width - size - OFF_THE_EDGE);
        List<Thing> things = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            things.add(new Thing("square", dice.of(hues), x, height - (i + 1) * size, size));
        }
        return new DrawnBox(width, height, things);
    }

    /** How many things are of a colour and kind; null stands for any. */
    long count(@Nullable Hue hue, @Nullable String kind) {
        return things.stream()
                .filter(thing -> hue == null || thing.hue == hue)
                .filter(thing -> kind == null || thing.kind.equals(kind))
                .count();
    }

    long hues() {
        return things.stream().map(Thing::hue).distinct().count();
    }

    boolean touches(Thing thing, String side) {
        return switch (side) {
            case "left wall" -> thing.x == 0;
            case "right wall" -> thing.x + thing.size == width;
            case "top" -> thing.y == 0;
            case "base" -> thing.y + thing.size == height;
            default ->
                (thing.x == 0 || thing.x + thing.size == width) && (thing.y == 0 || thing.y + thing.size == height);
        };
    }

    /**
     * A thing in a square.
     *
     * @param x of its left side, in pixels of the box
     * @param y of its upper side
     * @param size of the square
     */
    record Thing(String kind, Hue hue, int x, int y, int size) {

        boolean crowds(Thing other) {
            return x < other.x + other.size + APART
                    && other.x < x + size + APART
                    && y < other.y + other.size + APART
                    && other.y < y + size + APART;
        }

        /** Its outline in a picture where the box begins at a place. */
        Shape shape(double left, double top) {
            double far = left + x + size;
            double low = top + y + size;
            return switch (kind) {
                case "circle" -> Canvas.circle(left + x + size / 2.0, top + y + size / 2.0, size / 2.0);
                case "square" -> Canvas.polygon(left + x, top + y, far, top + y, far, low, left + x, low);
                default -> Canvas.polygon(left + x, low, far, low, left + x + size / 2.0, top + y);
            };
        }
    }
}
