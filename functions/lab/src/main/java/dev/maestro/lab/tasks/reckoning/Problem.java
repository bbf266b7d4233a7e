package dev.maestro.lab.tasks.reckoning;

import dev.maestro.lab.tasks.draw.Dice;
import java.util.List;

/**
 * A sum or an equation in x.
 *
 * @param text with {@code + - *} and brackets
 * @param equation whether x is asked for
 */
record Problem(String text, boolean equation, int answer) {

    static Problem expression(Dice dice) {
        int a = dice.between(11, 98);
        int b = dice.between(2, 19);
        int c = dice.between(2, 12);
        int d = dice.between(3, 60);
        return dice.of(List.of(
                new Problem(a + " + " + b + " * " + c, false, a + b * c),
                new Problem(a + " - " + b + " + " + d, false, a - b + d),
                new Problem("(" + a + " + " + d + ") * " + c, false, (a + d) * c),
                new Problem(a + " * " + b + " - " + d, false, a * b - d),
                new Problem(a + " * " + c + " + " + b + " * " + d, false, a * c + b * d)));
    }

    static Problem equation(Dice dice) {
        int x = dice.between(2, 25);
        int a = dice.between(2, 12);
        int b = dice.between(3, 48);
        int c = dice.between(2, 9);
        return dice.of(List.of(
                new Problem(a + "x + " + b + " = " + (a * x + b), true, x),
                new Problem(a + "x - " + b + " = " + (a * x - b), true, x),
                new Problem(b + " + x = " + (b + x), true, x),
                new Problem((a + c) + "x + " + b + " = " + c + "x + " + (a * x + b), true, x)));
    }
}
