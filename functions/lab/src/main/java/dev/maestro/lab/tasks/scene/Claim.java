package dev.maestro.lab.tasks.scene;

import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.scene.DrawnBox.Thing;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A sentence about boxes with things in them.
 *
 * @param text without a full stop, in small letters
 * @param holds whether it is true of the boxes
 */
record Claim(String text, boolean holds) {

    private static final List<String> SIDES = List.of("left wall", "right wall", "top", "base", "corner");

    private static final List<BiFunction<Dice, List<DrawnBox>, Claim>> OF_THINGS = List.of(
            ThingClaims::someBoxHolds,
            ThingClaims::thereAre,
            ThingClaims::everyBoxHolds,
            ThingClaims::oneColour,
            ThingClaims::colours,
            ThingClaims::boxesWith);

    private static final List<BiFunction<Dice, List<DrawnBox>, Claim>> OF_TOWERS = List.of(
            TowerClaims::someTowerIs,
            TowerClaims::someTowerHas,
            TowerClaims::onTop,
            TowerClaims::towersWith,
            TowerClaims::everyTowerHas);

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

    /** One of the things there are, to speak of. */
    static Thing like(Dice dice, List<DrawnBox> boxes) {
        return dice.of(boxes.stream().flatMap(box -> box.things().stream()).toList());
    }
}
