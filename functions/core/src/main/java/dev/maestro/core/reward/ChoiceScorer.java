package dev.maestro.core.reward;

import dev.maestro.core.episode.Answers;
import dev.maestro.schema.wire.Reference;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The letter of the option ({@code B}, {@code (b)}, {@code B.}), its full text, or both ({@code B. twelve}). A single
 * letter is always taken as the letter of an option, even where options are single letters in another order.
 */
record ChoiceScorer() implements Scorer {

    private static final Pattern LETTER = Pattern.compile("\\(?([A-Za-z])\\)?[.:]?");
    private static final Pattern LETTER_AND_TEXT = Pattern.compile("(?:\\(([A-Za-z])\\)|([A-Za-z])[.:)])\\s+(.+)");

    @Override
    public double score(String answer, Reference reference, List<String> choices) {
        return !answer.isBlank() && matches(answer, reference.answer(), choices) ? 1 : 0;
    }

    static boolean matches(String answer, String right, List<String> choices) {
        String given = Answers.normalise(answer);
        int index = index(right);
        Matcher letter = LETTER.matcher(given);
        if (letter.matches()) {
            return letter.group(1).equalsIgnoreCase(Answers.normalise(right));
        }
        if (index < 0 || index >= choices.size()) {
            return false;
        }
        String option = Answers.folded(choices.get(index));
        Matcher both = LETTER_AND_TEXT.matcher(given);
        if (both.matches()) {
            String named = both.group(1) == null ? both.group(2) : both.group(1);
            if (Answers.folded(both.group(3)).equals(option)) {
                return index(named) == index;
            }
        }
        return Answers.folded(given).equals(option);
    }

    private static int index(String letter) {
        String upper = Answers.normalise(letter).toUpperCase(Locale.ROOT);
        return upper.length() == 1 ? upper.charAt(0) - 'A' : -1;
    }
}
