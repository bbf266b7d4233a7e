package dev.maestro.lab.tasks.reckoning;

import dev.maestro.lab.tasks.draw.Dice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Functions of a number, or of a list of numbers. */
final class NumberSnippets {

    private NumberSnippets() {}

    static Snippet kept(Dice dice, List<String> words) {
        List<Integer> numbers = numbers(dice);
        int divisor = dice.between(2, 4);
        int factor = dice.between(2, 9);
        return new Snippet(
                """
                    kept = []
                    for number in given:
                        if number % D == 0:
                            kept.append(number * F)
                    return kept
                """.replace("D", Integer.toString(divisor)).replace("F", Integer.toString(factor)),
                numbers.toString(),
                numbers.stream()
                        .filter(number -> number % divisor == 0)
                        .map(number -> number * factor)
                        .toList()
                        .toString());
    }

    static Snippet totals(Dice dice, List<String> words) {
        List<Integer> numbers = numbers(dice);
        int limit = dice.between(20, 90);
        List<Integer> totals = new ArrayList<>();
        int total = 0;
        for (int number : numbers) {
            total = total + number > limit ? 0 : total + number;
            totals.add(total);
        }
        return new Snippet("""
                    totals, total = [], 0
                    for number in given:
                        total += number
                        if total > L:
                            total = 0
                        totals.append(total)
                    return totals
                """.replace("L", Integer.toString(limit)), numbers.toString(), totals.toString());
    }

    static Snippet digitSum(Dice dice, List<String> words) {
        int number = dice.between(1_000, 999_999);
        int sum = number;
        while (sum > 9) {
            sum = Integer.toString(sum).chars().map(digit -> digit - '0').sum();
        }
        return new Snippet("""
                    while given > 9:
                        given = sum(int(digit) for digit in str(given))
                    return given
                """, Integer.toString(number), Integer.toString(sum));
    }

    static Snippet halvings(Dice dice, List<String> words) {
        int number = dice.between(5, 400);
        int steps = 0;
        for (int left = number; left > 1; steps++) {
            left = left % 2 == 0 ? left / 2 : left + 1;
        }
        return new Snippet("""
                    steps = 0
                    while given > 1:
                        given = given // 2 if given % 2 == 0 else given + 1
                        steps += 1
                    return steps
                """, Integer.toString(number), Integer.toString(steps));
    }

    static Snippet pairs(Dice dice, List<String> words) {
        List<Integer> numbers = numbers(dice);
        int wanted = numbers.get(0) + numbers.get(1);
        int found = 0;
        for (int i = 0; i < numbers.size(); i++) {
            for (int j = i + 1; j < numbers.size(); j++) {
                found += numbers.get(i) + numbers.get(j) == wanted ? 1 : 0;
            }
        }
        return new Snippet(
                """
                    found = 0
                    for i, first in enumerate(given):
                        for second in given[i + 1:]:
                            if first + second == W:
                                found += 1
                    return found > 1, found
                """.replace("W", Integer.toString(wanted)),
                numbers.toString(),
                "(" + (found > 1 ? "True" : "False") + ", " + found + ")");
    }

    static Snippet ends(Dice dice, List<String> words) {
        List<Integer> numbers = numbers(dice);
        return new Snippet(
                """
                    low, high = given[0], given[0]
                    for number in given:
                        low, high = min(low, number), max(high, number)
                    return [low, high, high - low]
                """,
                numbers.toString(),
                List.of(
                                Collections.min(numbers),
                                Collections.max(numbers),
                                Collections.max(numbers) - Collections.min(numbers))
                        .toString());
    }

    private static List<Integer> numbers(Dice dice) {
        int count = dice.between(4, 7);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(dice.between(1, 30));
        }
        return List.copyOf(numbers);
    }
}
