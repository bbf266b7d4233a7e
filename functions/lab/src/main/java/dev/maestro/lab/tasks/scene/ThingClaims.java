package dev.maestro.lab.tasks.scene;

import dev.maestro.lab.tasks.draw.Dice;
import dev.maestro.lab.tasks.family.Hue;
import dev.maestro.lab.tasks.scene.DrawnBox.Thing;
import java.util.List;

/** Sentences about things scattered in boxes. */
final class ThingClaims {

    private ThingClaims() {}

    static Claim someBoxHolds(Dice dice, List<DrawnBox> boxes) {
        Thing like = Claim.like(dice, boxes);
        Quantity quantity = Quantity.random(dice, 4);
        return new Claim(
                "there is a box with " + quantity.of(like.hue().word() + " " + like.kind()),
                boxes.stream().anyMatch(box -> quantity.fits(box.count(like.hue(), like.kind()))));
    }

    static Claim thereAre(Dice dice, List<DrawnBox> boxes) {
        Thing like = Claim.like(dice, boxes);
        Quantity quantity = Quantity.random(dice, 6);
        long count =
                boxes.stream().mapToLong(box -> box.count(like.hue(), null)).sum();
        return new Claim(
                (quantity.number() == 1 ? "there is " : "there are ")
                        + quantity.of(like.hue().word() + " item"),
                quantity.fits(count));
    }

    static Claim everyBoxHolds(Dice dice, List<DrawnBox> boxes) {
        Thing like = Claim.like(dice, boxes);
        boolean byHue = dice.chance(0.5);
        String thing = byHue ? like.hue().word() + " item" : like.kind();
        return new Claim(
                dice.of(List.of("every", "each")) + " box has at least one " + thing,
                boxes.stream().allMatch(box -> box.count(byHue ? like.hue() : null, byHue ? null : like.kind()) > 0));
    }

    static Claim oneColour(Dice dice, List<DrawnBox> boxes) {
        Hue hue = Claim.like(dice, boxes).hue();
        return new Claim(
                "there is a box with only " + hue.word() + " items",
                boxes.stream()
                        .anyMatch(box -> box.count(hue, null) == box.things().size()));
    }

    static Claim colours(Dice dice, List<DrawnBox> boxes) {
        int number = dice.between(2, 4);
        return new Claim(
                "there is a box with items of " + number + " different colors",
                boxes.stream().anyMatch(box -> box.hues() == number));
    }

    static Claim boxesWith(Dice dice, List<DrawnBox> boxes) {
        Thing like = Claim.like(dice, boxes);
        int number = dice.between(1, boxes.size());
        long count =
                boxes.stream().filter(box -> box.count(like.hue(), null) > 0).count();
        return new Claim(there(number, "box") + " with a " + like.hue().word() + " item", count == number);
    }

    private static String there(int number, String holder) {
        String many = holder.equals("box") ? "boxes" : holder + "s";
        return number == 1 ? "there is exactly 1 " + holder : "there are exactly " + number + " " + many;
    }
}
