package dev.maestro.core.invoke.geometry;

import dev.maestro.core.invoke.question.Question;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Colour words. */
final class Colors {

    private static final Set<String> KNOWN = Set.of(
            "red", "green", "blue", "yellow", "orange", "purple", "black", "white", "grey", "brown", "pink", "cyan");
    private static final Map<String, String> SAME =
            Map.of("gray", "grey", "violet", "purple", "magenta", "pink", "teal", "cyan", "turquoise", "cyan");

    private Colors() {}

    /** Those that a question names, each once, in its order. */
    static List<String> in(Question question) {
        return question.words().stream()
                .map(word -> SAME.getOrDefault(word, word))
                .filter(KNOWN::contains)
                .distinct()
                .toList();
    }
}
