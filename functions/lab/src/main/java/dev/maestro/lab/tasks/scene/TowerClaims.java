package dev.maestro.lab.tasks.scene;

import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.family.Hue;
import dev.maestro.lab.tasks.scene.DrawnBox.Thing;
import java.util.List;

/** Sentences about towers of blocks, one in each box. */
final class TowerClaims {

    private TowerClaims() {}

    static Claim someTowerIs(Dice dice, List<DrawnBox> boxes) {
        Quantity quantity = Quantity.random(dice, 4);
        return new Claim(
                "there is a tower with " + quantity.of("block"),
                boxes.stream().anyMatch(box -> quantity.fits(box.things().size())));
    }

    static Claim someTowerHas(Dice dice, List<DrawnBox> boxes) {
        Hue hue = Claim.like(dice, boxes).hue();
        boolean top = dice.chance(0.5);
        return new Claim(
                "there is a tower with a " + hue.word() + " block at the " + (top ? "top" : "base"),
                boxes.stream().anyMatch(box -> end(box, top) == hue));
    }

    static Claim onTop(Dice dice, List<DrawnBox> boxes) {
        Hue upper = Claim.like(dice, boxes).hue();
        Hue lower = Claim.like(dice, boxes).hue();
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

    static Claim towersWith(Dice dice, List<DrawnBox> boxes) {
        Hue hue = Claim.like(dice, boxes).hue();
        int number = dice.between(1, boxes.size());
        long count = boxes.stream().filter(box -> end(box, false) == hue).count();
        return new Claim("there are exactly " + number + " towers with a " + hue.word() + " base", count == number);
    }

    static Claim everyTowerHas(Dice dice, List<DrawnBox> boxes) {
        Hue hue = Claim.like(dice, boxes).hue();
        return new Claim(
                "every tower has at least one " + hue.word() + " block",
                boxes.stream().allMatch(box -> box.count(hue, null) > 0));
    }

    private static Hue end(DrawnBox box, boolean top) {
        return (top ? box.things().getLast() : box.things().getFirst()).hue();
    }
}
