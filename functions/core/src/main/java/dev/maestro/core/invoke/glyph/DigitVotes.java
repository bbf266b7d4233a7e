package dev.maestro.core.invoke.glyph;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Votes for the digit that a picture shows; a letter that looks like a digit is a weaker one. */
final class DigitVotes {

    private static final double LOOK_ALIKE = 0.6;
    private static final Map<Character, Character> LIKE = Map.ofEntries(
            Map.entry('O', '0'),
            Map.entry('o', '0'),
            Map.entry('D', '0'),
            Map.entry('Q', '0'),
            Map.entry('C', '0'),
            Map.entry('c', '0'),
            Map.entry('l', '1'),
            Map.entry('I', '1'),
            Map.entry('i', '1'),
            Map.entry('|', '1'),
            Map.entry('/', '1'),
            Map.entry('!', '1'),
            Map.entry('J', '1'),
            Map.entry('Z', '2'),
            Map.entry('z', '2'),
            Map.entry('}', '3'),
            Map.entry('A', '4'),
            Map.entry('H', '4'),
            Map.entry('u', '4'),
            Map.entry('y', '4'),
            Map.entry('S', '5'),
            Map.entry('s', '5'),
            Map.entry('b', '6'),
            Map.entry('G', '6'),
            Map.entry('h', '6'),
            Map.entry('T', '7'),
            Map.entry('?', '7'),
            Map.entry('B', '8'),
            Map.entry('&', '8'),
            Map.entry('f', '8'),
            Map.entry('g', '9'),
            Map.entry('q', '9'),
            Map.entry('a', '9'));

    private final Map<Character, Double> votes = new HashMap<>();

    /**
     * Counts what a reader saw: the first digit in it, else what its first letter looks like.
     *
     * @param confidence weight of the vote
     */
    void add(String text, double confidence) {
        for (int i = 0; i < text.length(); i++) {
            char read = text.charAt(i);
            if (Character.isDigit(read) && read <= '9') {
                votes.merge(read, confidence, Double::sum);
                return;
            }
        }
        if (!text.isEmpty() && LIKE.containsKey(text.charAt(0))) {
            votes.merge(LIKE.get(text.charAt(0)), LOOK_ALIKE * confidence, Double::sum);
        }
    }

    /** The weight of the digit with most votes; 0 when there are none. */
    double most() {
        return votes.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** The digit with most votes, the smaller of equals. */
    Optional<Character> winner() {
        return votes.entrySet().stream()
                .max(Map.Entry.<Character, Double>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }
}
