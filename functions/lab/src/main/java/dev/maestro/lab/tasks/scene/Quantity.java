package dev.maestro.lab.tasks.scene;

import dev.maestro.lab.tasks.draw.Dice;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * A number of things.
 *
 * @param words with {@code {0}} for the number
 */
record Quantity(String words, int number, LongPredicate test) {

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
