package dev.maestro.lab.tasks.scene;

import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.family.Hue;
import dev.maestro.lab.tasks.scene.DrawnBox.Thing;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.LongPredicate;

/**
 * A sentence about boxes with things in them.
 *
 * @param text without a full stop, in small letters
 * @param holds whether it is true of the boxes
 */
record Claim(String text, boolean holds) {

    private static final List<String> SIDES = List.of("left wall", "right wall", "top", "base", "corner");

    private static final List<BiFunction<Dice, List<DrawnBox>, Claim>> OF_THINGS = List.of(
            Claim::someBoxHolds,
            Claim::thereAre,
            Claim::everyBoxHolds,
            Claim::oneColour,
            Claim::colours,
            Claim::boxesWith);

    private static final List<BiFunction<Dice, List<DrawnBox>, Claim>> OF_TOWERS =
            List.of(Claim::someTowerIs, Claim::someTowerHas, Claim::onTop, Claim::towersWith, Claim::everyTowerHas);

    /** A sentence about scattered things. */
    static Claim ofThings(Dice dice, List<DrawnBox> boxes) {
        return dice.of(OF_THINGS).apply(dice, boxes);
    }

    /** A sentence about what lies against an edge. */
    static Claim ofEdges(Dice dice, List<DrawnBox> boxes) {
        Thing like = like(dice, boxes);
        String side = dice.of(SIDES);
        boolean any = dice.chance(0.4);
        long count = boxes.stream()
                .flatMap(box -> box.things().stream().filter(thing -> box.touches(thing, side)))
                .filter(thing ->
                        thing.hue() == like.hue() && (any || thing.kind().equals(like.kind())))
                .count();
        String thing = like.hue().word() + " " + (any ? "item" : like.kind());
        if (dice.chance(0.7)) {
            return new Claim("there is a " + thing + " touching the " + side + " of a box", count > 0);
        }
        int number = dice.between(1, 3);
        return new Claim(
                (number == 1 ? "there is" : "there are") + " at least " + number + " " + thing
                        + (number == 1 ? "" : "s") + " touching the " + side + " of a box",
                count >= number);
    }

    /** A sentence about towers of blocks, one in each box. */
    static Claim ofTowers(Dice dice, List<DrawnBox> boxes) {
        return dice.of(OF_TOWERS).apply(dice, boxes);
    }

    private static Claim someBoxHolds(Dice dice, List<DrawnBox> boxes) {
        Thing like = like(dice, boxes);
        Quantity quantity = Quantity.random(dice, 4);
        return new Claim(
                "there is a box with " + quantity.of(like.hue().word() + " " + like.kind()),
                boxes.stream().anyMatch(box -> quantity.fits(box.count(like.hue(), like.kind()))));
    }

    private static Claim thereAre(Dice dice, List<DrawnBox> boxes) {
        Thing like = like(dice, boxes);
        Quantity quantity = Quantity.random(dice, 6);
        long count =
                boxes.stream().mapToLong(box -> box.count(like.hue(), null)).sum();
        return new Claim(
                (quantity.number == 1 ? "there is " : "there are ")
                        + quantity.of(like.hue().word() + " item"),
                quantity.fits(count));
    }

    private static Claim everyBoxHolds(Dice dice, List<DrawnBox> boxes) {
        Thing like = like(dice, boxes);
        boolean byHue = dice.chance(0.5);
        String thing = byHue ? like.hue().word() + " item" : like.kind();
        return new Claim(
                dice.of(List.of("every", "each")) + " box has at least one " + thing,
                boxes.stream().allMatch(box -> box.count(byHue ? like.hue() : null, byHue ? null : like.kind()) > 0));
    }

    private static Claim oneColour(Dice dice, List<DrawnBox> boxes) {
        Hue hue = like(dice, boxes).hue();
        return new Claim(
                "there is a box with only " + hue.word() + " items",
                boxes.stream()
                        .anyMatch(box -> box.count(hue, null) == box.things().size()));
    }

    private static Claim colours(Dice dice, List<DrawnBox> boxes) {
        int number = dice.between(2, 4);
        return new Claim(
                "there is a box with items of " + number + " different colors",
                boxes.stream().anyMatch(box -> box.hues() == number));
    }

    private static Claim boxesWith(Dice dice, List<DrawnBox> boxes) {
        Thing like = like(dice, boxes);
        int number = dice.between(1, boxes.size());
        long count =
                boxes.stream().filter(box -> box.count(like.hue(), null) > 0).count();
        return new Claim(there(number, "box") + " with a " + like.hue().word() + " item", count == number);
    }

    private static Claim someTowerIs(Dice dice, List<DrawnBox> boxes) {
        Quantity quantity = Quantity.random(dice, 4);
        return new Claim(
                "there is a tower with " + quantity.of("block"),
                boxes.stream().anyMatch(box -> quantity.fits(box.things().size())));
    }

    private static Claim someTowerHas(Dice dice, List<DrawnBox> boxes) {
        Hue hue = like(dice, boxes).hue();
        boolean top = dice.chance(0.5);
        return new Claim(
                "there is a tower with a " + hue.word() + " block at the " + (top ? "top" : "base"),
                boxes.stream().anyMatch(box -> end(box, top) == hue));
    }

    private static Claim onTop(Dice dice, List<DrawnBox> boxes) {
        Hue upper = like(dice, boxes).hue();
        Hue lower = like(dice, boxes).hue();
        return new Claim(
                "there is a " + upper.word() + " block on top of a " + lower.word() + " block",
                boxes.stream().anyMatch(box -> {
                    List<Thing> blocks = box.things();
                    boolean found = false;
                    for (int i = 1; i < blocks.size(); i++) {
                        found |= blocks.get(i).hue() == upper
                                && blocks.get(i - 1).hue() == lower;
                    }
                    return found;
                }));
    }

    private static Claim towersWith(Dice dice, List<DrawnBox> boxes) {
        Hue hue = like(dice, boxes).hue();
        int number = dice.between(1, boxes.size());
        long count = boxes.stream().filter(box -> end(box, false) == hue).count();
        return new Claim("there are exactly " + number + " towers with a " + hue.word() + " base", count == number);
    }

    private static Claim everyTowerHas(Dice dice, List<DrawnBox> boxes) {
        Hue hue = like(dice, boxes).hue();
        return new Claim(
                "every tower has at least one " + hue.word() + " block",
                boxes.stream().allMatch(box -> box.count(hue, null) > 0));
    }

    private static String there(int number, String holder) {
        String many = holder.equals("box") ? "boxes" : holder + "s";
        return number == 1 ? "there is exactly 1 " + holder : "there are exactly " + number + " " + many;
    }

    private static Hue end(DrawnBox box, boolean top) {
        return (top ? box.things().getLast() : box.things().getFirst()).hue();
    }

    private static Thing like(Dice dice, List<DrawnBox> boxes) {
        return dice.of(boxes.stream().flatMap(box -> box.things().stream()).toList());
    }

    /**
     * A number of things.
     *
     * @param words with {@code {0}} for the number
     */
    private record Quantity(String words, int number, LongPredicate test) {

        static Quantity random(Dice dice, int most) {
            int number = dice.between(1, most);
            return dice.of(List.of(
                    new Quantity("exactly ", number, count -> count == number),
                    new Quantity("at least ", number, count -> count >= number),
                    new Quantity("more than ", number, count -> count > number)));
        }

        String of(String thing) {
            return words + number + " " + thing + (number == 1 ? "" : "s");
        }

        boolean fits(long count) {
            return test.test(count);
        }
    }
}
