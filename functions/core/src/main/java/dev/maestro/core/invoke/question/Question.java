package dev.maestro.core.invoke.question;

import dev.maestro.core.episode.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A free question, taken apart.
 *
 * @param text normalised
 * @param words in lower case and order, without punctuation around them
 * @param quoted texts in quotation marks, as written
 */
public record Question(String text, List<String> words, List<String> quoted) {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:[.,:/'’_-][\\p{L}\\p{N}]+)*%?|[#&%]");
    private static final Pattern QUOTED = Pattern.compile(
            "\"([^\"]+)\"|“([^”]+)”|«([^»]+)»|`([^`]+)`|(?<=^|[\\s(])['‘]([^'’]+)['’](?=$|[\\s?.,;:!)])");
    private static final Set<String> YES_NO_STARTS = Set.of(
            "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would");

    public Question {
        words = List.copyOf(words);
        quoted = List.copyOf(quoted);
    }

    /** Takes a question apart. */
    public static Question of(String query) {
        String text = Answers.normalise(query);
        List<String> quoted = new ArrayList<>();
        Matcher quotes = QUOTED.matcher(text);
        while (quotes.find()) {
            for (int group = 1; group <= quotes.groupCount(); group++) {
                if (quotes.group(group) != null) {
                    quoted.add(quotes.group(group).strip());
                }
            }
        }
        return new Question(text, wordsOf(text), quoted);
    }

    /** Words of any text, as questions are split. */
    public static List<String> wordsOf(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    /** Whether any of these single words occurs. */
    public boolean has(String... wanted) {
        for (String word : wanted) {
            if (words.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this run of words occurs. */
    public boolean hasPhrase(String phrase) {
        return (" " + String.join(" ", words) + " ").contains(" " + phrase + " ");
    }

    /** Whether yes or no is asked: it starts with a verb, or offers true and false. */
    public boolean isYesNo() {
        return (startsWithVerb() && !offersAlternatives())
                || (has("true") && has("false"))
                || (has("yes") && has("no"));
    }

    /** Whether it starts like {@code is}, {@code do} or {@code can}. */
    public boolean startsWithVerb() {
        return !words.isEmpty() && YES_NO_STARTS.contains(words.getFirst());
    }

    private boolean offersAlternatives() {
        return has("or") && !(has("yes") && has("no"));
    }
}
