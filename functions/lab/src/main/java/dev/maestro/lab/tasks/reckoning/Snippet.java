package dev.maestro.lab.tasks.reckoning;

import dev.maestro.lab.tasks.draw.Dice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A Python function of one argument, and what it gives for one. The value is reckoned here, not by running the code.
 *
 * @param body lines under {@code def}, indented by one step; the argument is called {@code given}
 * @param argument a Python literal
 * @param value a Python literal, as {@code repr} shows it
 */
record Snippet(String body, String argument, String value) {

    private static final String VOWELS = "aeiou";

    /** One kind of function. */
    interface Kind {

        Snippet write(Dice dice, List<String> words);
    }

    /** All kinds. */
    static final List<Kind> KINDS = List.of(
            Snippet::kept,
            Snippet::totals,
            Snippet::unvoiced,
            Snippet::mirrored,
            Snippet::letters,
            Snippet::digitSum,
            Snippet::joined,
            Snippet::halvings,
            Snippet::pairs,
            Snippet::ends);

    private static Snippet kept(Dice dice, List<String> words) {
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

    private static Snippet totals(Dice dice, List<String> words) {
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

    private static Snippet unvoiced(Dice dice, List<String> words) {
        String word = String.join(" ", dice.some(words, 2));
        String mark = dice.of(List.of("*", "-", "", "#"));
        return new Snippet(
                """
                    text = ""
                    for letter in given:
                        text += "M" if letter in "aeiou" else letter.upper()
                    return text
                """.replace("M", mark),
                quoted(word),
                quoted(word.chars()
                        .mapToObj(letter ->
                                VOWELS.indexOf(letter) >= 0 ? mark : Character.toString(Character.toUpperCase(letter)))
                        .collect(Collectors.joining())));
    }

    private static Snippet mirrored(Dice dice, List<String> words) {
        String word = dice.of(words);
        int cut = dice.between(1, 3);
        return new Snippet(
                """
                    head, tail = given[:C], given[C:]
                    return tail[::-1] + head
                """.replace("C", Integer.toString(cut)),
                quoted(word),
                quoted(new StringBuilder(word.substring(cut)).reverse() + word.substring(0, cut)));
    }

    private static Snippet letters(Dice dice, List<String> words) {
        String word = dice.of(words);
        Map<String, Integer> counts = new LinkedHashMap<>();
        word.chars().forEach(letter -> counts.merge(Character.toString(letter), 1, Integer::sum));
        return new Snippet(
                """
                    counts = {}
                    for letter in given:
                        counts[letter] = counts.get(letter, 0) + 1
                    return counts
                """,
                quoted(word),
                counts.entrySet().stream()
                        .map(count -> quoted(count.getKey()) + ": " + count.getValue())
                        .collect(Collectors.joining(", ", "{", "}")));
    }

    private static Snippet digitSum(Dice dice, List<String> words) {
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

    private static Snippet joined(Dice dice, List<String> words) {
        List<String> some = dice.some(words, dice.between(3, 5));
        String between = dice.of(List.of("-", ", ", "/", " "));
        int shortest = dice.between(2, 3);
        return new Snippet(
                """
                    long = [word for word in given if len(word) > N]
                    return "S".join(sorted(long))
                """.replace("N", Integer.toString(shortest)).replace("S", between),
                some.stream().map(Snippet::quoted).collect(Collectors.joining(", ", "[", "]")),
                quoted(some.stream()
                        .filter(word -> word.length() > shortest)
                        .sorted()
                        .collect(Collectors.joining(between))));
    }

    private static Snippet halvings(Dice dice, List<String> words) {
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

    private static Snippet pairs(Dice dice, List<String> words) {
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

    private static Snippet ends(Dice dice, List<String> words) {
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

    private static String quoted(String text) {
        return "'" + text + "'";
    }
}
