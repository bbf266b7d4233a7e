package dev.maestro.lab.tasks.reckoning;

import dev.maestro.lab.tasks.draw.Dice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Functions of a word, or of a list of words. */
final class TextSnippets {

    private static final String VOWELS = "aeiou";

    private TextSnippets() {}

    static Snippet unvoiced(Dice dice, List<String> words) {
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

    static Snippet mirrored(Dice dice, List<String> words) {
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

    static Snippet letters(Dice dice, List<String> words) {
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

    static Snippet joined(Dice dice, List<String> words) {
        List<String> some = dice.some(words, dice.between(3, 5));
        String between = dice.of(List.of("-", ", ", "/", " "));
        int shortest = dice.between(2, 3);
        return new Snippet(
                """
                    long = [word for word in given if len(word) > N]
                    return "S".join(sorted(long))
                """.replace("N", Integer.toString(shortest)).replace("S", between),
                some.stream().map(TextSnippets::quoted).collect(Collectors.joining(", ", "[", "]")),
                quoted(some.stream()
                        .filter(word -> word.length() > shortest)
                        .sorted()
                        .collect(Collectors.joining(between))));
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }
}
